import { parse } from 'parse5';
import { type HtmlElement, type HtmlNode, isElement, isScript, readAttribute } from '../probing/html-walk';
import { type HidingWay, hidingWays } from './hiding-ways';
import { PageStyles, parseStyle } from './page-styles';

/** An element around, or the element itself, that hides it. */
export type Hider = { element: HtmlElement; ways: readonly HidingWay[]; isItself: boolean };
export type PagePart = {
  element: HtmlElement;
  hiders: readonly Hider[];
  /** Whether it is in front of the document or behind its end. */
  isOutside: boolean;
  /** What it is in, by name: `article`, `nav`. */
  around: readonly string[];
};
export type PageParts = {
  parts: readonly PagePart[];
  /** The code of each script, with the element that holds it. */
  scripts: readonly { part: PagePart; code: string }[];
  /** The text that people read, without headings. */
  text: string;
  title: string;
};

type Waiting = { node: HtmlNode; hiders: readonly Hider[]; around: readonly string[] };

const MAX_PARTS = 60_000;
const MAX_TEXT = 200_000;
const MAX_HIDERS = 4;
const NOTED_AROUND = /^(?:nav|article|details|dialog|noscript|footer|header|pre|code)$/;
const UNREAD = /^(?:script|style|template|noscript|textarea|title|h[1-6])$/;

const textIn = (element: HtmlElement): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** Where the document begins and ends in its text, as far as it says so. */
function findBounds(html: string, root: HtmlNode): { from: number; until: number } {
  const from = html.search(/<!doctype\s|<html[\s>]/i);
  const document = 'childNodes' in root ? root.childNodes.filter(isElement)[0] : undefined;
  const until = document?.sourceCodeLocation?.endTag?.startOffset;
  return { from: Math.max(0, from), until: until ?? html.length };
}

function collectStyles(elements: readonly HtmlElement[]): PageStyles {
  const styles = new PageStyles();
  for (const element of elements) if (element.tagName === 'style') styles.add(textIn(element));
  return styles;
}

/** Every element of a page or of a piece of HTML with what hides it; what is in a template is left out. */
export function pageParts(
  html: string,
  restyled: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(),
  sheet = '',
): PageParts {
  const root = parse(html, { sourceCodeLocationInfo: true });
  const bounds = findBounds(html, root);
  const parts: PagePart[] = [];
  const scripts: { part: PagePart; code: string }[] = [];
  const texts: string[] = [];
  let length = 0;
  let title = '';
  const order = inOrder(root);
  const styles = collectStyles(order.map(({ node }) => node).filter(isElement));
  if (sheet !== '') styles.add(sheet);
  const findHiders = new Map<HtmlNode, readonly Hider[]>();
  for (const { node, around } of order) {
    const above = ('parentNode' in node && node.parentNode && findHiders.get(node.parentNode)) || [];
    if (!isElement(node)) {
      const isRead = 'value' in node && node.nodeName === '#text' && length < MAX_TEXT && above.length === 0;
      if (!isRead || around.some((name) => UNREAD.test(name))) continue;
      texts.push(node.value);
      length += node.value.length;
      continue;
    }
    const style = styles.of(node);
    for (const [name, value] of parseStyle(readAttribute(node, 'style') ?? '')) style.set(name, value);
    for (const [name, value] of restyled.get(readAttribute(node, 'id') ?? '') ?? [])
      for (const [own, set] of name === '' ? parseStyle(value) : [[name, value] as const])
        style.set(own, set);
    const ways = node.tagName === 'body' || node.tagName === 'html' ? [] : hidingWays(node, style);
    const itself: Hider[] = ways.length === 0 ? [] : [{ element: node, ways, isItself: true }];
    findHiders.set(
      node,
      [...itself.map((one) => ({ ...one, isItself: false })), ...above].slice(0, MAX_HIDERS),
    );
    const at = node.sourceCodeLocation?.startOffset;
    const isOutside = at !== undefined && (at < bounds.from || at > bounds.until);
    const part: PagePart = { element: node, hiders: [...itself, ...above], isOutside, around };
    parts.push(part);
    if (isScript(node)) scripts.push({ part, code: textIn(node) });
    if (node.tagName === 'title' && title === '') title = textIn(node).trim();
  }
  return { parts, scripts, text: texts.join(' '), title };
}

/** The nodes of a page in the order of its text; free of recursion. */
function inOrder(root: HtmlNode): { node: HtmlNode; around: readonly string[] }[] {
  const order: { node: HtmlNode; around: readonly string[] }[] = [];
  const waiting: Omit<Waiting, 'hiders'>[] = [{ node: root, around: [] }];
  for (let next = waiting.pop(); next && order.length < MAX_PARTS; next = waiting.pop()) {
    const { node, around } = next;
    order.push(next);
    const name = isElement(node) ? node.tagName : '';
    const isNoted = (NOTED_AROUND.test(name) || UNREAD.test(name)) && !around.includes(name);
    const inside = isNoted ? [...around, name] : around;
    const children = 'childNodes' in node ? node.childNodes : [];
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child) waiting.push({ node: child, around: inside });
    }
  }
  return order;
}
