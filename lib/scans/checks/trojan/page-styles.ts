import { type HtmlElement, isElement, readAttribute } from '../probing/html-walk';

/** Properties of an element, names and values in small letters. */
export type Style = ReadonlyMap<string, string>;

type Rule = { compounds: readonly string[]; style: Style };

const MAX_RULES = 4_000;
const MAX_MATCHES = 40;
const MAX_ANCESTORS = 24;
const LONGEST_STYLE = 2_000;
/** What can hide something; rules without it are left out. */
const HIDING =
  /display|visibility|opacity|filter|left|top|right|bottom|inset|margin|indent|width|height|clip|font|color|background|transform|position/;
const COMPOUND = /^(?:[a-z][\w-]*)?(?:[.#][\w-]+)*$/i;

/** The properties of a style attribute or of a rule. */
export function parseStyle(text: string): Map<string, string> {
  const style = new Map<string, string>();
  for (const declaration of text.slice(0, LONGEST_STYLE).toLowerCase().split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0)
      style.set(
        declaration.slice(0, colon).trim(),
        declaration
          .slice(colon + 1)
          .replace('!important', '')
          .trim(),
      );
  }
  return style;
}

function matchesCompound(element: HtmlElement, compound: string): boolean {
  const [tag = '', ...marks] = compound.split(/(?=[.#])/);
  const parts = /^[.#]/.test(tag) ? [tag, ...marks] : marks;
  if (!/^[.#]/.test(tag) && tag !== '' && tag.toLowerCase() !== element.tagName) return false;
  const classes = ` ${(readAttribute(element, 'class') ?? '').replace(/\s+/g, ' ')} `;
  return parts.every((part) =>
    part.startsWith('#')
      ? readAttribute(element, 'id') === part.slice(1)
      : classes.includes(` ${part.slice(1)} `),
  );
}

/** A comment that never ends takes the rest with it. */
function withoutComments(css: string): string {
  const [first = '', ...rest] = css.split('/*');
  const behind = rest.map((piece) => {
    const end = piece.indexOf('*/');
    return end === -1 ? '' : piece.slice(end + 2);
  });
  return [first, ...behind].join(' ');
}

/** The rules of a page's style elements that can hide something, found by what their last element has. */
export class PageStyles {
  private readonly byKey = new Map<string, Rule[]>();
  private count = 0;

  /** Adds a style sheet; rules for other media and states are left out. */
  add(css: string): void {
    const text = withoutComments(css);
    let depth = 0;
    let from = 0;
    let selector = '';
    for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
      if (brace === '{') {
        if (depth === 0) selector = text.slice(from, index);
        depth += 1;
      } else {
        depth = Math.max(0, depth - 1);
        if (depth === 0) this.addRule(selector.trim(), text.slice(from, index));
      }
      from = index + 1;
      if (this.count > MAX_RULES) return;
    }
  }

  private addRule(selectors: string, declarations: string): void {
    if (selectors.startsWith('@') || selectors.length > LONGEST_STYLE || !HIDING.test(declarations)) return;
    const style = parseStyle(declarations);
    for (const selector of selectors.split(',')) {
      const compounds = selector.replaceAll('>', ' ').trim().split(/\s+/);
      const last = compounds.at(-1) ?? '';
      if (last === '' || !compounds.every((one) => COMPOUND.test(one))) continue;
      this.count += 1;
      const key = /[.#][\w-]+/.exec(last)?.[0] ?? last.toLowerCase();
      const rules = this.byKey.get(key);
      if (rules) rules.push({ compounds, style });
      else this.byKey.set(key, [{ compounds, style }]);
    }
  }

  /** What the rules give an element, the later ones first of all. */
  of(element: HtmlElement): Map<string, string> {
    const style = new Map<string, string>();
    if (this.count === 0) return style;
    const classes = (readAttribute(element, 'class') ?? '').slice(0, LONGEST_STYLE).split(/\s+/).slice(0, 20);
    const id = readAttribute(element, 'id');
    const keys = [element.tagName, ...classes.map((name) => `.${name}`), ...(id ? [`#${id}`] : [])];
    for (const key of keys)
      for (const rule of (this.byKey.get(key) ?? []).slice(-MAX_MATCHES))
        if (isMatch(rule.compounds, element)) for (const [name, value] of rule.style) style.set(name, value);
    return style;
  }
}

function isMatch(compounds: readonly string[], element: HtmlElement): boolean {
  if (!matchesCompound(element, compounds.at(-1) ?? '')) return false;
  const wanted = compounds.slice(0, -1);
  let ancestor = element.parentNode;
  for (
    let steps = 0;
    wanted.length > 0 && ancestor && isElement(ancestor) && steps < MAX_ANCESTORS;
    steps++
  ) {
    if (matchesCompound(ancestor, wanted.at(-1) ?? '')) wanted.pop();
    ancestor = ancestor.parentNode;
  }
  return wanted.length === 0;
}
