import { type Element, elementText, findParent, getAttribute, listElements } from '../crawl/page-elements';

/** Everything that says what a control does, sorted by how much it can be trusted. */
export type ControlWords = {
  /** The visible text with the pictures' alternative texts, the value of a button. */
  label: string;
  /** `title`, `aria-label`, what `aria-labelledby` and `aria-describedby` point to. */
  hints: readonly string[];
  /** id, name, class, data attributes. */
  names: readonly string[];
  /** Classes of icons, file names of pictures, symbols of sprites. */
  icons: readonly string[];
  /** Scripts that run when it is pressed. */
  handlers: readonly string[];
  /** It asks before it acts. */
  isGuarded: boolean;
  /** A script sends another method than GET to its address: opening the address does not do what the control does. */
  isOtherMethod: boolean;
};

export const SILENT: ControlWords = {
  label: '',
  hints: [],
  names: [],
  icons: [],
  handlers: [],
  isGuarded: false,
  isOtherMethod: false,
};

/** Whether nothing at all is said about it. */
export const isSilent = ({ label, hints }: ControlWords): boolean => label === '' && hints.length === 0;

const MAX_DESCENDANTS = 60;
const MAX_TEXT = 400;
const HANDLER = /^(?:on|@|v-on:|x-on:|ng-click|\(click\)|wire:|hx-on)/;
const ASKS = /\bconfirm\w*\s*\(|\bswal\b|\bsweetalert|\blayer\.confirm|\bbootbox\b|\$confirm\b/i;
const ASKING_NAME = /confirm|are-you-sure|popconfirm/;
const METHOD_NAME = /^(?:data-(?:turbo-|remote-)?method|hx-(?:delete|put|patch|post))$/;
const ICON_CLASS =
  /^(?:fa|fas|far|fal|fab|bi|ti|ri|bx|bxs|pi|ph|mdi|anticon|glyphicon|octicon|dashicons|iconfont|layui-icon|uil|la|las|icon|icons|ico|ion|feather|lucide|tabler|codicon|el-icon)(?:[-_]|$)|[-_](?:icon|ico)(?:[-_]|$)|(?:^|[-_])icon[-_]/i;
const ICON_ELEMENTS = new Set(['i', 'svg', 'use', 'img', 'ion-icon', 'iconify-icon', 'mat-icon', 'input']);
const ICON_ATTRIBUTES = ['data-feather', 'data-lucide', 'icon', 'name'];
const CONTROLS = new Set(['a', 'button', 'input', 'select']);
const NAME_ATTRIBUTES = new Set(['id', 'name', 'class', 'rel', 'formaction']);

/** Whether a control asks "are you sure" before it acts. */
export const asksFirst = (element: Element): boolean =>
  element.attrs.some(
    ({ name, value }) =>
      (HANDLER.test(name) && ASKS.test(value)) || (ASKING_NAME.test(name) && value !== 'false'),
  );

/** `/img/trash.png?v=2` → `trash`, `sprite.svg#icon-x` → `icon-x`. */
const pictureName = (source: string): string =>
  source.startsWith('data:')
    ? ''
    : (source
        .slice(0, MAX_TEXT)
        .split('#')
        .at(-1)
        ?.replace(/\?.*/s, '')
        .split('/')
        .at(-1)
        ?.replace(/\.\w{2,5}$/, '') ?? '');

const listClasses = (element: Element): string[] => (getAttribute(element, 'class') ?? '').split(/\s+/);

function listIcons(element: Element): string[] {
  const found = listClasses(element).filter((name) => ICON_CLASS.test(name) || element.tagName === 'i');
  found.push(getAttribute(element, 'data-icon') ?? '');
  const background = /url\(["']?([^"')]{1,300})/i.exec(getAttribute(element, 'style') ?? '')?.[1];
  if (background) found.push(pictureName(background));
  if (!ICON_ELEMENTS.has(element.tagName)) return found;
  const source = getAttribute(element, 'src') ?? getAttribute(element, 'href');
  if (source) found.push(pictureName(source));
  if (element.tagName !== 'input')
    for (const name of ICON_ATTRIBUTES) found.push(getAttribute(element, name) ?? '');
  return found;
}

/** The words that other elements lend by their ids. */
function borrowed(element: Element, byId: ReadonlyMap<string, Element>): string[] {
  return ['aria-labelledby', 'aria-describedby']
    .flatMap((name) => (getAttribute(element, name) ?? '').split(/\s+/))
    .slice(0, 8)
    .map((id) => (id === '' ? undefined : byId.get(id)))
    .filter((found) => found !== undefined)
    .map((found) => elementText(found, MAX_TEXT).trim().slice(0, MAX_TEXT));
}

/** Text as it is read out: with the alternative texts of pictures, without what scripts and styles hold. */
function readLabel(element: Element, inside: readonly Element[]): string {
  const pictures = inside.map((other) => getAttribute(other, 'alt') ?? '');
  const titles = inside.filter(({ tagName }) => tagName === 'title').map((title) => elementText(title));
  const text = titles.reduce((rest, title) => rest.replace(title, ' '), elementText(element, MAX_TEXT));
  return [text, ...pictures].join(' ').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
}

/**
 * What an element, the pictures in it and the wrapper that holds nothing else say about it.
 * @param byId elements that `aria-labelledby` may point to
 */
export function readControlWords(element: Element, byId: ReadonlyMap<string, Element>): ControlWords {
  const inside = listElements(element, MAX_DESCENDANTS).slice(1);
  const value = element.tagName === 'input' ? (getAttribute(element, 'value') ?? '') : '';
  // A row that holds controls of its own is not described by their words.
  const isContainer = element.tagName !== 'a' && inside.some(({ tagName }) => CONTROLS.has(tagName));
  const label = isContainer ? '' : `${readLabel(element, inside)} ${value}`.trim();
  const parts = isContainer ? [element] : [element, ...inside];
  const hints = parts.flatMap((other) => [
    getAttribute(other, 'title') ?? '',
    getAttribute(other, 'aria-label') ?? '',
    ...(other === element
      ? [getAttribute(other, 'alt') ?? '', getAttribute(other, 'data-original-title') ?? '']
      : other.tagName === 'title'
        ? [elementText(other)]
        : []),
  ]);
  const names: string[] = [];
  const handlers: string[] = [];
  let isGuarded = false;
  let isOtherMethod = false;
  for (const other of parts) {
    const isOwn = other === element;
    for (const { name, value: text } of other.attrs) {
      if (HANDLER.test(name)) handlers.push(text.slice(0, MAX_TEXT * 5));
      else if (METHOD_NAME.test(name)) isOtherMethod ||= isOwn && text.toLowerCase() !== 'get';
      else if (ASKING_NAME.test(name)) isGuarded ||= isOwn && text !== 'false';
      else if (isOwn && name.startsWith('data-')) {
        isGuarded ||= /^confirm/i.test(text);
        names.push(name.slice(5), text.slice(0, MAX_TEXT));
      } else if (isOwn && NAME_ATTRIBUTES.has(name))
        names.push(...(name === 'class' ? text.split(/\s+/) : [text.slice(0, MAX_TEXT)]));
    }
  }
  const parent = findParent(element);
  const isAlone = parent?.childNodes.every((node) => node === element || !('tagName' in node)) ?? false;
  if (parent && isAlone && parent.tagName !== 'body') {
    names.push(...listClasses(parent), getAttribute(parent, 'id') ?? '');
    hints.push(getAttribute(parent, 'title') ?? '', getAttribute(parent, 'aria-label') ?? '');
  }
  return {
    label,
    hints: [...hints, ...borrowed(element, byId)].map((hint) => hint.trim()).filter((hint) => hint !== ''),
    names: names.filter((name) => name !== ''),
    icons: parts.flatMap(listIcons).filter((icon) => icon !== ''),
    handlers,
    isGuarded: isGuarded || handlers.some((handler) => ASKS.test(handler)),
    isOtherMethod,
  };
}
