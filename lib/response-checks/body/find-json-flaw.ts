/** What is wrong where a text stops being JSON; `character`: none of the others. */
export type JsonFlaw =
  | 'end'
  | 'comma'
  | 'commaMissing'
  | 'comment'
  | 'word'
  | 'zeros'
  | 'number'
  | 'control'
  | 'escape'
  | 'quote'
  | 'single'
  | 'braces'
  | 'colon'
  | 'wide'
  | 'blank'
  | 'character';

const WORD = /[-+]?[\p{L}_$][\p{L}\p{N}_$.]{0,59}/uy;
/** What people write with another keyboard: the marks of JSON in full width, and typographic quotes. */
const WIDE = /[：，｛｝［］；“”„‘’＂]/;

/**
 * Names the flaw at the place where a text stops being JSON, from what is there and right before it.
 * @param at as `findJsonError` gives it
 */
export function findJsonFlaw(text: string, at: number): { flaw: JsonFlaw; word: string } {
  const flaw = toFlaw(text, at);
  WORD.lastIndex = at;
  return { flaw, word: flaw === 'word' ? (WORD.exec(text)?.[0] ?? '–') : '–' };
}

function toFlaw(text: string, at: number): JsonFlaw {
  if (at >= text.length) return 'end';
  const char = text.charAt(at);
  const before = text.slice(0, at).trimEnd();
  const last = before.at(-1) ?? '';
  if (char < ' ') return 'control';
  if (char === '\\') return 'escape';
  if (WIDE.test(char)) return 'wide';
  if (/[\p{Z}\p{Cf}]/u.test(char)) return 'blank';
  if (/^(?:\/\/|\/\*|#|<!--)/.test(text.slice(at, at + 4))) return 'comment';
  if (',}]'.includes(char) && (last === ',' || (char === ',' && '{['.includes(last)))) return 'comma';
  if (last === ',' || last === ':' || '{['.includes(last)) return toFlawOfValue(text, at, last);
  return toFlawBehind(text, at, before);
}

/** Where a name or a value should begin. */
function toFlawOfValue(text: string, at: number, last: string): JsonFlaw {
  if (text[at] === "'") return 'single';
  if (/^[+-]?\.?\d|^[+-](?!\w)/.test(text.slice(at, at + 3))) return 'number';
  WORD.lastIndex = at;
  return last !== '{' && WORD.test(text) ? 'word' : 'character';
}

/** Behind a name or a value that was whole. */
function toFlawBehind(text: string, at: number, before: string): JsonFlaw {
  const char = text.charAt(at);
  const isAdjacent = before.length === at;
  if (isAdjacent && /\d/.test(char) && /[:[,\s]-?0$/.test(before)) return 'zeros';
  if (isAdjacent && /[:[,\s][-+]?\d[\d.]*$/.test(before)) return 'number';
  if (char === ':' && /^\ufeff?\s{0,100}"[^"]{0,100}"$/.test(before)) return 'braces';
  if (/[=>;]/.test(char) && before.endsWith('"')) return 'colon';
  if (isAdjacent && before.endsWith('"')) return 'quote';
  return /["{[\d]/.test(char) ? 'commaMissing' : 'character';
}
