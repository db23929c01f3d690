/** What may be at a place of a JSON text (RFC 8259). */
type Expected = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'comma' | 'end';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORDS = ['true', 'false', 'null'];
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON, as an index into it; its length where it stops too early, null where it is JSON.
 * It agrees with `JSON.parse`, whose message does not always say the place, and holds no stack that depth could break.
 */
export function findJsonError(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length > 0 ? 'comma' : 'end');
  for (;;) {
    while (isBlank(text.charCodeAt(at))) at += 1;
    if (at >= text.length) return expected === 'end' ? null : text.length;
    const char = text.charAt(at);
    const inner = open.at(-1);
    const isClosing =
      (char === ']' && inner === '[' && (expected === 'first-item' || expected === 'comma')) ||
      (char === '}' && inner === '{' && (expected === 'first-key' || expected === 'comma'));
    if (isClosing) {
      open.pop();
      expected = afterValue();
      at += 1;
    } else if (expected === 'comma' || expected === 'colon') {
      if (char !== (expected === 'comma' ? ',' : ':')) return at;
      expected = expected === 'comma' && inner === '{' ? 'key' : 'value';
      at += 1;
    } else if (expected === 'end') {
      return at;
    } else if (expected === 'key' || expected === 'first-key') {
      if (char !== '"') return at;
      const string = endOfString(text, at);
      if (!string.isWhole) return string.at;
      expected = 'colon';
      at = string.at;
    } else if (char === '{' || char === '[') {
      open.push(char);
      expected = char === '{' ? 'first-key' : 'first-item';
      at += 1;
    } else {
      const value = char === '"' ? endOfString(text, at) : endOfWord(text, at);
      if (!value.isWhole) return value.at;
      expected = afterValue();
      at = value.at;
    }
  }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** `at`: behind the value where it is whole, else at what is wrong with it. */
type End = { at: number; isWhole: boolean };

function endOfString(text: string, from: number): End {
  for (let at = from + 1; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { at: at + 1, isWhole: true };
    if (code < 0x20) return { at, isWhole: false };
    if (code !== 0x5c) {
      at += 1;
      continue;
    }
    ESCAPE.lastIndex = at;
    const escaped = ESCAPE.exec(text)?.[0];
    if (escaped === undefined) return { at, isWhole: false };
    at += escaped.length;
  }
  return { at: text.length, isWhole: false };
}

function endOfWord(text: string, from: number): End {
  const word = WORDS.find((one) => text.startsWith(one, from));
  if (word !== undefined) return { at: from + word.length, isWhole: true };
  NUMBER.lastIndex = from;
  const number = NUMBER.exec(text)?.[0];
  return number === undefined ? { at: from, isWhole: false } : { at: from + number.length, isWhole: true };
}
