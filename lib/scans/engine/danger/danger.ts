import { readSaying } from '../../rules/account-words';
import {
  isAboutCommitment,
  isCommitment,
  isCommittingAddress,
  isReading,
} from '../../rules/commitment-words';
import {
  decoded,
  isDangerousHint,
  isDangerousIcon,
  isDangerousLabel,
  isDangerousName,
  isDangerousParameter,
  isDangerousPath,
  splitWords,
} from '../../rules/danger-words';
import { isToldByFields } from '../../rules/is-told-by-fields';
import { asksPerson } from '../../rules/person-fields';
import type { PageForm } from '../crawl/html-page';
import { type ControlWords, SILENT } from './control-words';

/** Forms that reach a person by mail or message: harmless to open, not to submit. */
const MAILING_WORDS = new Set('mail contact invite newsletter subscribe'.split(' '));
const MAILING_CHINESE = /邮件|联系我们|邀请|订阅|郵件|聯繫我們/;
/** Pages about money are read; nothing is sent to them. */
const MONEY_WORDS = new Set('checkout payment payments pay purchase buy zhifu jiesuan'.split(' '));
const MONEY_CHINESE = /支付|付款|结算|结账|下单|结帐/;
/** Fields whose value is of the site and not of a visitor. */
const CHOSEN = new Set(['hidden', 'submit', 'select', 'radio', 'checkbox']);
const CARD_FIELD = /card.?(?:no|num)|cvv|cvc|iban|银行卡|卡号/i;
/** Calls in a handler that belong to the page itself. */
const OWN_CALL =
  /^(?:void|stop(?:immediate)?propagation|removeclass|removeattr(?:ibute)?|removeitem|removechild|removeeventlistener|cleartimeout|clearinterval|sendbeacon|sendevent|remove|stop|send|close|empty|clear|exec|closemenu|closenav)$/i;
const CALL = /([.\w$]{1,80})\s*\(/g;
const QUOTED = /(["'`])([^"'`]{1,200})\1/g;

/** A handler by the names of the functions that it calls and by the texts and addresses that it gives them. */
function isDangerousHandler(handler: string): boolean {
  const calls = [...handler.matchAll(CALL)].map(([, path = '']) => path);
  const isDangerousCall = calls.some((path) => {
    const name = path.split('.').at(-1) ?? '';
    if (OWN_CALL.test(name) && (path.includes('.') || !/^(?:remove|stop|send|close|clear)$/i.test(name)))
      return false;
    return isDangerousName(name) || isDangerousPath(`/${name}`);
  });
  return (
    isDangerousCall ||
    [...handler.matchAll(QUOTED)].some(([, , text = '']) =>
      /[/?=]/.test(text) ? isDangerousAddress(text) : isDangerousName(text),
    )
  );
}

/** @param reference an address as written, absolute or not */
function isDangerousAddress(reference: string): boolean {
  if (!URL.canParse(reference, 'http://site.invalid/')) return false;
  const { pathname, searchParams, search } = new URL(reference, 'http://site.invalid/');
  return (
    isDangerousPath(pathname) ||
    [...searchParams].some(([name, value]) => isDangerousParameter(name, value)) ||
    // `?logout`, `?/user/delete`: the whole query is the word.
    (search.length > 1 && !search.includes('=') && isDangerousPath(`/${search.slice(1)}`))
  );
}

/**
 * Whether following a link could log out, delete, reset, pay, mail or change a password. Everything that says what it
 * does is read; that its address alone names a page of payment or checkout is no reason not to read that page.
 * @param control the words of the control, or its text alone
 */
export function isDangerousLink(url: string, control: ControlWords | string = SILENT): boolean {
  const said = typeof control === 'string' ? { ...SILENT, label: control } : control;
  return isDangerousAddress(url) || isDangerousControl(url, said);
}

function isDangerousControl(url: string, said: ControlWords): boolean {
  const { pathname, search } = new URL(url);
  const address = {
    words: splitWords(decoded(pathname)),
    isPlain: search === '' && !/\/\d+(?:\/|$)/.test(pathname),
  };
  const isSilent =
    said.hints.length === 0 && !/\p{L}{2}|\p{Script=Han}/u.test(said.label) && !/^\d+$/.test(said.label);
  return (
    said.isGuarded ||
    said.isOtherMethod ||
    isDangerousLabel(said.label, address) ||
    said.hints.some((hint) => hint !== said.label && isDangerousHint(hint, address)) ||
    said.names.some(isDangerousName) ||
    said.icons.some((icon) => isDangerousIcon(icon, isSilent)) ||
    (isSilent && said.names.some((name) => /(?:^|[-_])(?:danger|destructive)$/i.test(name))) ||
    (isSilent && !address.isPlain && isCross(said.label)) ||
    said.handlers.some(isDangerousHandler)
  );
}

/** A lone cross beside a row deletes it; the letter x is only a short text. */
const isCross = (label: string): boolean => /^[✕✖×✗✘⨯☓⌫⊗⛔]{1,2}$/u.test(label.trim());

/** Whether a control that runs a script must not be pressed, so that the addresses in its script are not read either. */
export const isDangerousButton = (control: ControlWords): boolean =>
  isDangerousControl('http://site.invalid/', control);

/** Every probe of such a form would make an account or change a password. */
function isAboutAccounts({ action, buttons, heading, words, fields }: PageForm): boolean {
  const pressed = buttons.map(({ control }) => readSaying(`${control.label} ${control.hints.join(' ')}`));
  const isNew = fields.some(({ autocomplete }) => autocomplete?.includes('new-password'));
  if (isNew || pressed.includes('other') || readSaying(decoded(new URL(action).pathname)) === 'other')
    return true;
  return !pressed.includes('sign-in') && [heading, words].some((text) => readSaying(text) === 'other');
}

/**
 * Whether sending the form commits somebody, with or without a password: by its buttons; a form that is posted also by
 * its address, and by its heading and names where it asks for a person.
 */
function isCommitting(form: PageForm): boolean {
  const labels = form.buttons.map(
    ({ control, value }) => `${control.label || value} ${control.hints.join(' ')}`,
  );
  // A button with a name is sent along, also where another one beside it searches.
  if (labels.some((label) => isCommitment(label) && !isReading(label))) return true;
  if (labels.some(isReading)) return false;
  const isOfPerson = asksPerson(form.fields, labels);
  if (form.method === 'GET') return isOfPerson && isCommittingAddress(form.action, true);
  return (
    isCommittingAddress(form.action) ||
    form.fields.some(({ name }) => /friend|recipient|invitee|team.?mate/i.test(name)) ||
    (isOfPerson && [form.heading, form.words, decoded(new URL(form.action).pathname)].some(isAboutCommitment))
  );
}

/** What somebody types or chooses from the own machine. */
const FILLED_IN = new Set([
  'text',
  'search',
  'number',
  'url',
  'date',
  'textarea',
  'file',
  'time',
  'month',
  'range',
]);
const OF_FILES =
  /^(?:send|upload|import|post)(?: (?:an?|the|your|my|this))?(?: \w+)? (?:file|files|image|images|photo|photos|picture|pictures|document|documents|avatar|attachment|attachments)$/;

/**
 * The form as what decides about it: a lone verb that its fields tell with what ("Run", "Send") is silent there, and so
 * is sending a file where the form asks for one. What names whom or what it is done to stays.
 */
function withoutToldVerbs(form: PageForm): PageForm {
  const { fields, heading, words, buttons } = form;
  const isLookedUp =
    buttons.length > 0 && buttons.every(({ control, value }) => isReading(control.label || value));
  if (!isLookedUp && !fields.some(({ type }) => FILLED_IN.has(type))) return form;
  const hasFile = fields.some(({ type }) => type === 'file');
  const isTold = (text: string) =>
    isToldByFields(text) || (hasFile && OF_FILES.test(splitWords(text).join(' ')));
  const quiet = (text: string) => (isTold(text) ? '' : text);
  return {
    ...form,
    heading: quiet(heading),
    words: quiet(words),
    buttons: buttons.map((button) => {
      const { control } = button;
      return {
        ...button,
        control: { ...control, label: quiet(control.label), hints: control.hints.map(quiet) },
      };
    }),
  };
}

/** Whether a form must never be submitted: by its action, its buttons, its heading, what it sends along and asks for. */
export function isDangerousForm(asWritten: PageForm): boolean {
  const form = withoutToldVerbs(asWritten);
  const labels = form.buttons.map(({ control }) => control.label).join(' ');
  const text = `${decoded(new URL(form.action).pathname)} ${form.words} ${labels}`;
  const passwords = form.fields.filter((field) => field.type === 'password').length;
  const address = { words: [], isPlain: true };
  return (
    form.isAsking ||
    isDangerousAddress(form.action) ||
    isDangerousName(form.words) ||
    isDangerousLabel(form.words, address) ||
    isDangerousLabel(form.heading, address) ||
    form.buttons.some(({ control, action }) => isDangerousLink(action ?? form.action, control)) ||
    isDangerousHint(form.question, address) ||
    form.fields.some(({ name, type, value }) => CHOSEN.has(type) && isDangerousParameter(name, value)) ||
    passwords > 1 ||
    (passwords === 1 ? isAboutAccounts(form) : isCommitting(form)) ||
    form.fields.some((field) => CARD_FIELD.test(field.name)) ||
    MAILING_CHINESE.test(text) ||
    MONEY_CHINESE.test(text) ||
    splitWords(text).some((word) => MAILING_WORDS.has(word) || MONEY_WORDS.has(word))
  );
}
