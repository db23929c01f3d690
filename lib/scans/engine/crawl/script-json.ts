import { parseScript } from '../../checks/scripts/parse-script';
import type { Expression } from '../../checks/scripts/script-syntax';
import { fieldDefault } from './field-default';

/** Values of the page's own boxes by their id: what a script reads from there when nobody typed anything. */
export type BoxValues = Readonly<Record<string, string>>;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MAX_LITERAL = 4_000;
const QUOTED = /"(?:[^"\\\n]|\\.){0,2000}"|'(?:[^'\\\n]|\\.){0,2000}'|`(?:[^`\\]|\\.){0,2000}`/y;

/** The object literal that begins at `start`, up to its own end. */
function literalAt(script: string, start: number): string | null {
  let depth = 0;
  for (let at = start; at < Math.min(script.length, start + MAX_LITERAL); at++) {
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(script);
    if (quoted) {
      at += quoted[0].length - 1;
      continue;
    }
    if (script[at] === '{') depth += 1;
    if (script[at] === '}') depth -= 1;
    if (depth === 0) return script.slice(start, at + 1);
  }
  return null;
}

const textOf = (expression: Expression | undefined): string | null =>
  expression?.type === 'value' && typeof expression.value === 'string' ? expression.value : null;

/** `document.getElementById('a').value`, `$('#a').val()`: what stands in the box when nobody typed anything. */
function boxValue(expression: Expression, boxes: BoxValues): string | undefined {
  const read = expression.type === 'call' ? expression.callee : expression;
  if (read.type !== 'member' || !/^val(?:ue)?$/.test(textOf(read.key) ?? '')) return undefined;
  const id = read.owner.type === 'call' ? textOf(read.owner.given[0]) : null;
  return id === null ? undefined : boxes[id.replace(/^#/, '')];
}

/** What a script writes itself, and harmless values in the places of what it works out. */
function toJson(expression: Expression, name: string, boxes: BoxValues): Json {
  switch (expression.type) {
    case 'value':
      return expression.value ?? null;
    case 'list':
      return expression.items.map((item) => toJson(item, name, boxes));
    case 'table':
      return Object.fromEntries(
        expression.entries.flatMap(([key, value]): [string, Json][] => {
          const member = textOf(key);
          return member === null ? [] : [[member, toJson(value, member, boxes)]];
        }),
      );
    default:
      return boxValue(expression, boxes) ?? fieldDefault('text', name);
  }
}

/**
 * The JSON of an object literal whose members hold further ones; null for a flat one, and for what cannot be read.
 * @param start where its brace stands
 */
export function nestedJson(script: string, start: number, boxes: BoxValues): string | null {
  const literal = literalAt(script, start);
  if (literal === null || !/[{[]/.test(literal.slice(1))) return null;
  const [statement] = parseScript(`(${literal})`);
  const value = statement?.type === 'expression' ? statement.value : null;
  return value?.type === 'table' ? JSON.stringify(toJson(value, '', boxes)) : null;
}
