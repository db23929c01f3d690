import { elementText } from '../../engine/crawl/page-elements';
import { type HtmlElement, readAttribute } from '../probing/html-walk';
import { resolveAddress } from '../probing/resolve-address';
import type { PageContents } from './page-contents';
import type { Sign } from './sign';

/** Names that known shells give themselves. */
const NAME =
  /\b(?:c99(?:shell|madshell)?|r57(?:shell)?|b374k|wso|filesman|indoxploit|alfa[ -]?(?:team|shell)|p0wny|weevely|phpspy|aspxspy|jspspy|webadmin\.php|antichat|safe0ver|locus7s?|ani-?shell|madspot|marijuana|mini ?shell|web ?shell|cmd ?shell|jsp ?shell|asp ?shell|php ?shell|k2ll33d|gecko shell|leaf ?mailer)(?![a-z])|[大小]马|一句话木马|网站管理木马/i;
const COMMAND_FIELD = /^(?:cmd|command|exec(?:ute)?|ev(?:al)?|shell|c0mmand|act|FilesMan|phpcode)$/i;
/** What a shell tells about its machine. */
const MACHINE =
  /\buname\b|\(\s*www-data\s*\)|uid=\d{1,6}|safe[ _-]?mode|disabled? functions|\bcwd\b|HDD:|server ip/i;
/** What is written on the button of a bare form. */
const ARROWS = /^\s*(?:>>|»|->|=>|go|ok|in|enter|login|登录|提交)\s*$/i;
const LONGEST_TITLE = 60;
const LONGEST_BARE = 80;
const MAX_OWN_LINKS = 0;

type Form = { fields: readonly HtmlElement[]; button: string };

const fieldType = (field: HtmlElement): string => (readAttribute(field, 'type') ?? 'text').toLowerCase();

/** The fields of the page's forms; a shell has one form or few. */
function findForm(elements: readonly HtmlElement[]): Form | null {
  const inputs = elements.filter(({ tagName }) => /^(?:input|textarea|select)$/.test(tagName));
  const submit = inputs.find((input) => fieldType(input) === 'submit');
  const button = elements.find(({ tagName }) => tagName === 'button');
  if (inputs.length === 0) return null;
  const fields = inputs.filter((input) => !/^(?:submit|button|reset|image)$/.test(fieldType(input)));
  return {
    fields,
    button: submit ? (readAttribute(submit, 'value') ?? '') : button ? elementText(button, 40) : '',
  };
}

/** Links to other pages, and files of the site: a shell is one file and knows nothing of the site around it. */
function ownParts(page: PageContents, elements: readonly HtmlElement[]): number {
  const own = new URL(page.base);
  return elements.filter((element) => {
    const address =
      readAttribute(element, 'href') ?? (element.tagName === 'script' ? readAttribute(element, 'src') : null);
    const url = address === null ? null : resolveAddress(address, page.base);
    return url?.origin === own.origin && url.pathname !== own.pathname;
  }).length;
}

function makeSign(subject: string, confidence: Sign['confidence'], detail: string, proof: string): Sign {
  return { kind: 'webShell', confidence, subject, detail, proofs: [proof, '<form'] };
}

/** Pages that look like a web shell: its name or its talk about the machine, and a form for commands or a password. */
export function shellSigns(page: PageContents): Sign[] {
  const elements = page.seen.filter(({ by }) => by === null).map(({ part }) => part.element);
  const form = page.isPage ? findForm(elements) : null;
  if (!form || ownParts(page, elements) > MAX_OWN_LINKS) return [];
  const isCommand = form.fields.some(
    (field) =>
      COMMAND_FIELD.test(readAttribute(field, 'name') ?? '') ||
      COMMAND_FIELD.test(readAttribute(field, 'value') ?? ''),
  );
  const isUpload = form.fields.some((field) => fieldType(field) === 'file');
  const isPassword = form.fields.some((field) => fieldType(field) === 'password');
  const headings = elements
    .filter(({ tagName }) => /^h[1-3]$/.test(tagName))
    .map((one) => elementText(one, 100));
  const named = [page.title, ...headings]
    .filter((text) => text.length <= LONGEST_TITLE)
    .map((text) => NAME.exec(text)?.[0]);
  const name = named.find((one) => one !== undefined);
  const isTyped = form.fields.some((field) => /^(?:text|)$/.test(fieldType(field)));
  if (name !== undefined && (isCommand || isPassword || isUpload || isTyped))
    return [makeSign(name, 'CONFIRMED', 'name', name)];
  const machine = MACHINE.exec(page.text)?.[0];
  if (machine !== undefined && (isCommand || isUpload))
    return [makeSign(machine, 'CONFIRMED', 'machine', machine)];
  return bareSigns(page, elements, form);
}

/** A page that is nothing but a field for a password: how shells greet, and nobody else. */
function bareSigns(page: PageContents, elements: readonly HtmlElement[], { fields, button }: Form): Sign[] {
  const [field] = fields.filter((one) => fieldType(one) !== 'hidden');
  const isOne = fields.filter((one) => fieldType(one) !== 'hidden').length === 1;
  const isBare =
    page.title === '' &&
    page.text.trim().length <= LONGEST_BARE &&
    !elements.some(({ tagName }) => /^(?:h[1-6]|link|style|script|img|label)$/.test(tagName));
  const isForCommands = field !== undefined && COMMAND_FIELD.test(readAttribute(field, 'name') ?? '');
  if (!field || !isOne || !isBare || !(fieldType(field) === 'password' || isForCommands)) return [];
  const form = elements.find(({ tagName }) => tagName === 'form');
  const isToItself = form !== undefined && (readAttribute(form, 'action') ?? '') === '';
  if (!isToItself) return [];
  const name = readAttribute(field, 'name') ?? '';
  return [
    makeSign(
      name === '' ? 'password' : name,
      !isForCommands && (ARROWS.test(button) || button === '') ? 'CONFIRMED' : 'LIKELY',
      isForCommands ? 'command' : 'bare',
      isForCommands ? name : 'password',
    ),
  ];
}
