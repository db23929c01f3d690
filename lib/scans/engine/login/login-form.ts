import { readSaying, type Saying } from '../../rules/account-words';
import { decoded } from '../../rules/danger-words';
import type { FormField, PageButton, PageForm } from '../crawl/html-page';
import type { ControlWords } from '../danger/control-words';
import { isDangerousForm, isDangerousLink } from '../danger/danger';

export const USERNAME_FIELD = /user|login|email|mail|account|name|phone|mobile|uid|用户|账号/i;
const AGREEMENT = /terms|agree|consent|policy|协议|同意/i;
const PERSON = /first.?name|last.?name|full.?name|birth|gender|street|confirm|repeat|retype|姓名/i;
const TEXT_TYPES = ['text', 'email', 'tel', 'number'];

/** The form, the button that is pressed on it, and how clearly it says what it is for. */
type Candidate = { form: PageForm; button: PageButton | null; score: number };
export type LoginForm = {
  action: string;
  form: PageForm;
  /** Null on the second of two pages, which knows the name already. */
  username: FormField | null;
  /** Null on the first of two pages, which asks for the name alone. */
  password: FormField | null;
  /** Fields of other buttons are not sent. */
  fields: readonly FormField[];
};
export type LoginFormChoice = { ok: true; form: LoginForm } | { ok: false; isAmbiguous: boolean };

const spoken = ({ label, hints, names }: ControlWords): Saying =>
  readSaying(label) ?? hints.map(readSaying).find((saying) => saying !== null) ?? readSaying(names.join(' '));

/** The username is asked for before the password: the field named like one, else the last text field. */
function findUsername(fields: readonly FormField[]): FormField | undefined {
  const at = fields.findIndex((field) => field.type === 'password');
  const before = at === -1 ? fields : fields.slice(0, at);
  const texts = (before.length > 0 ? before : fields).filter(({ type }) => TEXT_TYPES.includes(type));
  return (
    texts.find(({ autocomplete }) => autocomplete === 'username') ??
    texts.find(({ name }) => USERNAME_FIELD.test(name)) ??
    texts.at(-1)
  );
}

/** What may stand on the button of a page that only asks who is there. */
const GOES_ON = / (?:next|continue|go on|proceed|weiter|suivant|submit|go|ok) |下一步|继续|下一页/;

/**
 * The first of two pages: a form for the name alone, which a browser fills in as one that signs in, or whose button goes
 * on below words that say so.
 */
function isFirstStep(form: PageForm, pagePath: string): boolean {
  const typed = form.fields.filter(({ type }) => TEXT_TYPES.includes(type));
  const [name, ...others] = typed;
  if (!name || others.length > 0 || isDangerousForm(form)) return false;
  const isNamed = USERNAME_FIELD.test(name.name) || name.autocomplete?.includes('username') === true;
  const labels = form.buttons.map(({ control, value }) => ` ${control.label || value} `.toLowerCase());
  const says = [form.heading, form.words, decoded(new URL(form.action).pathname), pagePath].map(readSaying);
  const isGoing =
    labels.length === 0 || labels.some((label) => GOES_ON.test(label) || readSaying(label) === 'sign-in');
  return isNamed && isGoing && says.includes('sign-in') && !says.slice(0, 3).includes('other');
}

/** Null where the form could do anything else than sign in: it is then never submitted. */
function toCandidate(form: PageForm, pagePath: string): Candidate | null {
  const passwords = form.fields.filter(({ type }) => type === 'password');
  const [password] = passwords;
  if (!password && !isFirstStep(form, pagePath)) return null;
  if (passwords.length > 1 || password?.autocomplete?.includes('new-password')) return null;
  const sayings = form.buttons.map((button) => ({ button, saying: spoken(button.control) }));
  const pressed =
    sayings.find(({ saying }) => saying === 'sign-in') ?? sayings.find(({ saying }) => saying === null);
  if (form.isAsking || (sayings.length > 0 && !pressed)) return null;
  const action = new URL(pressed?.button.action ?? form.action);
  const sayingOfAction = readSaying(decoded(`${action.pathname} ${action.search}`));
  const isClear = pressed?.saying === 'sign-in';
  const about = [readSaying(form.heading), readSaying(form.words)];
  if (sayingOfAction === 'other' || isDangerousLink(action.href, pressed?.button.control)) return null;
  // A heading or a name may belong to the tab beside it, but only a form that says so itself outweighs it.
  if (about.includes('other') && !isClear && sayingOfAction !== 'sign-in') return null;
  const texts = form.fields.filter(({ type }) => TEXT_TYPES.includes(type));
  const isAboutPerson = form.fields.some(({ name }) => PERSON.test(name));
  if (isAboutPerson && !isClear) return null;
  const score =
    (isClear ? 4 : 0) +
    (sayingOfAction === 'sign-in' ? 3 : 0) +
    (password ? 10 : 0) +
    (password?.autocomplete?.includes('current-password') ? 3 : 0) +
    about.reduce((sum, saying) => sum + (saying === 'sign-in' ? 1 : saying === 'other' ? -2 : 0), 0) -
    (texts.length > 2 ? 2 : 0) -
    (isAboutPerson ? 3 : 0) -
    (form.fields.some(({ name }) => AGREEMENT.test(name)) ? 1 : 0);
  return { form, button: pressed?.button ?? null, score };
}

const sameRequest = ({ form, button }: Candidate): string =>
  JSON.stringify([form.method, button?.action ?? form.action, form.fields.map(({ name }) => name).sort()]);

/**
 * The form that signs in, or the first of two pages that do: by its button, its action, the heading and names around it and what its fields are for.
 * A form that makes an account or changes a password is never one. Where two are equally likely, none is.
 */
export function chooseLoginForm(forms: readonly PageForm[], pageUrl: string): LoginFormChoice {
  const path = decoded(new URL(pageUrl).pathname);
  const candidates = forms.map((form) => toCandidate(form, path)).filter((candidate) => candidate !== null);
  const best = Math.max(...candidates.map(({ score }) => score));
  const [first, ...others] = candidates.filter(({ score }) => score === best);
  if (!first) return { ok: false, isAmbiguous: false };
  // One form for wide screens and one for narrow ones are the same form.
  if (others.some((other) => sameRequest(other) !== sameRequest(first)))
    return { ok: false, isAmbiguous: true };
  const { form, button } = first;
  const username = findUsername(form.fields) ?? null;
  const password = form.fields.find(({ type }) => type === 'password') ?? null;
  const fields = form.fields.filter(({ type }) => type !== 'submit');
  if (button?.name)
    fields.push({ name: button.name, value: button.value, type: 'submit', untouched: button.value });
  return { ok: true, form: { action: button?.action ?? form.action, form, username, password, fields } };
}
