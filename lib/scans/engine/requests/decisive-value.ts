const PLAIN = /[\p{L}\p{N}\p{M}_.\- ]/u;
/** Punctuation that belongs to ordinary values: an address, a time, an e-mail address, a list. */
const SIMPLE = new Set(',:;/@+=&?#');

/**
 * Whether a value could show a weakness at all, and so could be refused by a filter: it holds something besides
 * letters, digits and the simple punctuation of the original value, or the beginning of an address on another host.
 */
export function isDecisive(value: string, original: string): boolean {
  if (value === original) return false;
  if (value.includes('//')) return true;
  return [...value].some((char) => !PLAIN.test(char) && !(SIMPLE.has(char) && original.includes(char)));
}

/** What anybody may type into a form that saves: words, numbers, names with an apostrophe. */
const PLAIN_TEXT = /^(?:[\p{L}\p{N}\p{M} _.,@-]|(?<=[\p{L}\p{N}])'{1,2}(?=[\p{L}\p{N}]))*$/u;
export const isPlainText = (value: string): boolean => PLAIN_TEXT.test(value);
