import { type PageCode, readPageCode } from '../../browser/scripts/page-code';
import { isDangerousName, isDangerousParameter } from '../../rules/danger-words';
import { asksFirst, type ControlWords, readControlWords } from '../danger/control-words';
import { fieldDefault } from './field-default';
import { listBoxes } from './list-boxes';
import { parsePage } from './page/form-owners';
import { listLinks, type PageLink } from './page/page-links';
import {
  type Element,
  elementText,
  getAttribute,
  headingBefore,
  isSubmitButton,
  listElements,
  tagShape,
} from './page-elements';

/** `untouched`: what a browser sends when nobody typed anything; null for nothing at all (a box that is not ticked). */
export type FormField = {
  name: string;
  value: string;
  type: string;
  untouched: string | null;
  autocomplete?: string;
};
/** What submits a form; `action` is its own absolute address where it has one. */
export type PageButton = { control: ControlWords; name: string | null; value: string; action: string | null };
export type PageForm = {
  /** Absolute URL. */
  action: string;
  method: 'GET' | 'POST';
  encoding: 'form' | 'multipart';
  fields: readonly FormField[];
  /** Id, name and legend: what the form says it does. */
  words: string;
  buttons: readonly PageButton[];
  /** It asks "are you sure" before it is sent. */
  isAsking: boolean;
  /** What a form without anything to fill in says: "Delete this contact?" above a "Yes". */
  question: string;
  /** The heading above it; empty where another form is between. */
  heading: string;
};

/** What a page offers: references as written (to be resolved against `baseUrl`), forms ready to be submitted. */
export type HtmlPage = {
  baseUrl: string;
  links: readonly PageLink[];
  forms: readonly PageForm[];
  /** Bodies of inline scripts. */
  scripts: readonly string[];
  /** Controls that run a script when they are pressed. */
  pressed: readonly ControlWords[];
  hasPasswordField: boolean;
  code: PageCode;
  /** Values of boxes that have an id, for scripts that read them. */
  boxes: Readonly<Record<string, string>>;
  /** The sequence of tags: two rows of one list page have the same. */
  skeleton: string;
  /** Which tags follow each other: the same however many rows a list has. */
  shape: string;
  title: string;
};

/** Beyond these a page is no page but a trap. */
const MAX_FORMS = 200;
const MAX_PRESSED = 1_000;
/** Buttons of one form that send it in another way. */
const MAX_AWAY = 10;
const MAX_QUESTION = 400;
/** Their handlers belong to the whole page or form. */
const NO_CONTROLS = new Set(['html', 'body', 'form', 'script', 'frameset']);

type Ids = ReadonlyMap<string, Element>;

/** The chosen option, else the first that says something; one that asks for harm only where it is the chosen one. */
function optionValue(select: Element, name: string): string {
  const all = listElements(select).filter((element) => element.tagName === 'option');
  const chosenBy = (option: Element) => getAttribute(option, 'value') ?? elementText(option).trim();
  const options = all.filter(
    (option) =>
      getAttribute(option, 'selected') !== null ||
      !(isDangerousParameter(name, chosenBy(option)) || isDangerousName(elementText(option))),
  );
  const chosen =
    options.find((option) => getAttribute(option, 'selected') !== null) ??
    options.find((option) => (getAttribute(option, 'value') ?? '') !== '') ??
    options[0];
  return chosen ? chosenBy(chosen) : '';
}

/** The option that a browser shows before anybody chooses. */
function findShownOption(select: Element): string | null {
  const options = listElements(select).filter((element) => element.tagName === 'option');
  const chosen = options.find((option) => getAttribute(option, 'selected') !== null) ?? options[0];
  return chosen ? (getAttribute(chosen, 'value') ?? elementText(chosen).trim()) : null;
}

/** The field that a browser would send; null for buttons, fields without a name and disabled ones. */
function readField(element: Element): FormField | null {
  const name = getAttribute(element, 'name');
  if (!name || getAttribute(element, 'disabled') !== null) return null;
  if (element.tagName === 'select')
    return { name, value: optionValue(element, name), type: 'select', untouched: findShownOption(element) };
  if (element.tagName === 'textarea') {
    const text = elementText(element);
    return { name, value: text || fieldDefault('text', name), type: 'textarea', untouched: text };
  }
  const type = (getAttribute(element, 'type') ?? 'text').toLowerCase();
  if (['submit', 'button', 'image', 'reset'].includes(type)) return null;
  const value = getAttribute(element, 'value');
  if (type === 'checkbox' || type === 'radio') {
    // Unticked, a browser does not send it: "delete my picture" beside the name that is saved.
    const isHarm = isDangerousName(`${name} ${value ?? ''}`) || isDangerousParameter(name, value ?? 'on');
    const isTicked = getAttribute(element, 'checked') !== null;
    const sent = value ?? 'on';
    return !isTicked && isHarm ? null : { name, value: sent, type, untouched: isTicked ? sent : null };
  }
  const autocomplete = getAttribute(element, 'autocomplete')?.toLowerCase();
  const filled = type === 'hidden' ? (value ?? '') : value || fieldDefault(type, name);
  return { name, value: filled, type, untouched: value ?? '', ...(autocomplete ? { autocomplete } : {}) };
}

function readButton(button: Element, baseUrl: string, byId: Ids): PageButton {
  const action = getAttribute(button, 'formaction')?.trim();
  return {
    control: readControlWords(button, byId),
    name: getAttribute(button, 'name'),
    value: getAttribute(button, 'value') ?? '',
    action: action && URL.canParse(action, baseUrl) ? new URL(action, baseUrl).href.replace(/#.*/, '') : null,
  };
}

const readQuestion = (form: Element): string =>
  elementText(form, MAX_QUESTION).replace(/\s+/g, ' ').trim().slice(0, MAX_QUESTION);

/** What a button changes of the form that it sends. */
const OWN_ATTRIBUTES = { action: 'formaction', method: 'formmethod', enctype: 'formenctype' } as const;

const hasOwnWay = (button: Element): boolean =>
  Object.values(OWN_ATTRIBUTES).some((name) => getAttribute(button, name));

/** A form as each of its ways to be sent: its own, and that of each button which has one. */
function readForms(
  form: Element,
  controls: readonly Element[],
  elements: readonly Element[],
  { pageUrl, baseUrl, byId }: { pageUrl: string; baseUrl: string; byId: Ids },
): PageForm[] {
  const fields: FormField[] = [];
  for (const element of controls) {
    const field = element.tagName === 'button' ? null : readField(element);
    const isSecondRadio =
      field?.type === 'radio' && fields.some((other) => other.name === field.name && other.type === 'radio');
    if (field && !isSecondRadio) fields.push(field);
  }
  const words = [
    ...['id', 'name', 'aria-label'].map((name) => getAttribute(form, name) ?? ''),
    ...listElements(form)
      .filter(({ tagName }) => tagName === 'legend')
      .map((element) => elementText(element)),
  ].join(' ');
  const hasNothingToFillIn = fields.every(({ type }) => type === 'hidden');
  const said = {
    ...{ words, isAsking: asksFirst(form), heading: headingBefore(form, elements) },
    question: hasNothingToFillIn ? readQuestion(form) : '',
  };
  const send = (buttons: readonly Element[], pressed: Element | undefined): PageForm[] => {
    const read = (name: keyof typeof OWN_ATTRIBUTES) =>
      ((pressed && getAttribute(pressed, OWN_ATTRIBUTES[name])) || getAttribute(form, name))?.trim() ?? '';
    const method = read('method').toLowerCase();
    // Without an action a form submits to the page itself, whatever `base` says.
    const from = read('action') ? baseUrl : pageUrl;
    if (method === 'dialog' || !URL.canParse(read('action'), from)) return [];
    const name = pressed && getAttribute(pressed, 'name');
    const value = (pressed && getAttribute(pressed, 'value')) ?? '';
    return [
      {
        ...said,
        action: new URL(read('action'), from).href.replace(/#.*/, ''),
        method: method === 'post' ? 'POST' : 'GET',
        encoding: read('enctype').toLowerCase() === 'multipart/form-data' ? 'multipart' : 'form',
        fields: name ? [...fields, { name, value, type: 'submit', untouched: value }] : fields,
        buttons: buttons.map((button) => readButton(button, baseUrl, byId)),
      },
    ];
  };
  const buttons = controls.filter(isSubmitButton);
  const own = buttons.filter((button) => !hasOwnWay(button));
  const away = buttons.filter(hasOwnWay);
  const ofForm = send(
    buttons,
    own.find((button) => getAttribute(button, 'name')),
  );
  return [
    ...(own.length > 0 || away.length === 0 ? ofForm : []),
    ...away.slice(0, MAX_AWAY).flatMap((button) => send([button], button)),
  ];
}

/**
 * Reads a page as a browser would build it.
 * @param pageUrl the absolute URL that the page came from; a `base` element replaces it
 */
export function readHtmlPage(html: string, pageUrl: string): HtmlPage {
  const { elements, controls } = parsePage(html);
  const base = elements.find((element) => element.tagName === 'base');
  const baseHref = base ? getAttribute(base, 'href') : null;
  const baseUrl = baseHref && URL.canParse(baseHref, pageUrl) ? new URL(baseHref, pageUrl).href : pageUrl;
  const byId = new Map(elements.map((element) => [getAttribute(element, 'id') ?? '', element] as const));
  const forms = [...controls]
    .slice(0, MAX_FORMS)
    .flatMap(([form, own]) => readForms(form, own, elements, { pageUrl, baseUrl, byId }));
  const hasHandler = ({ attrs }: Element) => attrs.some(({ name }) => name.startsWith('on'));
  const pressed = elements.filter((element) => !NO_CONTROLS.has(element.tagName) && hasHandler(element));
  const ofPage = elements
    .filter(({ tagName }) => tagName === 'body' || tagName === 'form')
    .flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on')).map(({ value }) => value));
  const inline = elements.filter((element) => element.tagName === 'script' && !getAttribute(element, 'src'));
  const title = elements.find((element) => element.tagName === 'title');
  return {
    baseUrl,
    links: listLinks(elements, byId),
    forms: forms.slice(0, MAX_FORMS),
    scripts: [...inline.map((element) => elementText(element)), ...ofPage],
    pressed: pressed.slice(0, MAX_PRESSED).map((element) => readControlWords(element, byId)),
    hasPasswordField: elements.some(
      (element) => element.tagName === 'input' && getAttribute(element, 'type')?.toLowerCase() === 'password',
    ),
    code: readPageCode(elements),
    boxes: listBoxes(elements),
    skeleton: elements.map((element) => element.tagName).join(' '),
    shape: tagShape(elements),
    title: title ? elementText(title).trim() : '',
  };
}
