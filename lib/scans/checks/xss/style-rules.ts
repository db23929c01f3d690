import { parse } from 'parse5';
import { isElement, walk } from '../probing/html-walk';
import type { Marks } from './payloads';

/** Where a place of a style sheet is: how many braces are open, and what it is within. */
type StylePlace = { depth: number; within: '"' | "'" | 'comment' | 'address' | null };

/** Reads a style sheet up to `end` as CSS Syntax 3 cuts it into texts, comments, addresses and braces. */
function placeAt(css: string, end: number): StylePlace {
  const tokens = /\\[\s\S]|\/\*|\*\/|["'{}\n]|url\(\s*(?!["'\s])|\)/gi;
  const place: StylePlace = { depth: 0, within: null };
  for (let token = tokens.exec(css); token && token.index < end; token = tokens.exec(css)) {
    const [sign] = token;
    if (place.within === null) {
      if (sign === '"' || sign === "'") place.within = sign;
      else if (sign === '/*') place.within = 'comment';
      else if (/^url/i.test(sign)) place.within = 'address';
      else if (sign === '{') place.depth += 1;
      else if (sign === '}') place.depth = Math.max(0, place.depth - 1);
    } else if (
      sign === place.within ||
      (place.within === 'comment' && sign === '*/') ||
      (place.within === 'address' && sign === ')') ||
      // A line ends a text that nobody closed.
      (sign === '\n' && /^["']$/.test(place.within))
    )
      place.within = null;
  }
  return place;
}

function* listSheets(html: string): Generator<string> {
  for (const [node, around] of walk(parse(html)))
    if (isElement(node) && node.tagName === 'style' && !around.includes('template'))
      yield node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

const writeRule = ({ x, y }: Marks) => `${x}{${y}:0`;

/**
 * What begins a rule of its own in the style sheet that holds `mark`: leaves the text and the rules around it.
 * `needs`: the character that has to arrive as it is. Null where no style sheet holds the mark.
 */
export function styleEscape(
  html: string,
  mark: string,
): { needs: string; write(marks: Marks): string } | null {
  for (const css of listSheets(html)) {
    const at = css.toLowerCase().indexOf(mark);
    if (at === -1) continue;
    const { depth, within } = placeAt(css, at);
    const closer = within === 'comment' ? '*/' : within === 'address' ? ')' : (within ?? '');
    const write = (marks: Marks) =>
      `${closer}${'}'.repeat(depth)}${writeRule(marks)}${depth === 0 ? '}' : ''}`;
    return { needs: within === '"' || within === "'" ? within : '', write };
  }
  return null;
}

/** Whether a style sheet of the page has the rule, outside of every other. */
export function hasRule(html: string, marks: Marks): boolean {
  const rule = writeRule(marks);
  for (const css of listSheets(html)) {
    const at = css.toLowerCase().indexOf(rule);
    const { depth, within } = placeAt(css, at);
    if (at !== -1 && depth === 0 && within === null) return true;
  }
  return false;
}
