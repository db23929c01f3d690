/** What replaces a key in a text that is shown. */
export type KeyWords = { accessKey: string; otherCase: string; otherKey: string };

/** Anything shorter could be anywhere by chance, and is not a key that KooGallery would give. */
const SHORTEST = 6;

/**
 * A text without the keys in it, for a screen that others may see. A key written in another case gets another word, and
 * white space around a key stays, so that a mistake about the key can still be seen.
 */
export function hideKeys(text: string, accessKey: string, otherKey: string, words: KeyWords): string {
  let hidden = hide(text, accessKey.trim(), words.accessKey, words.otherCase);
  if (otherKey.trim() !== accessKey.trim())
    hidden = hide(hidden, otherKey.trim(), words.otherKey, words.otherKey);
  return hidden;
}

function hide(text: string, key: string, word: string, otherCase: string): string {
  if (key.length < SHORTEST) return text;
  const pattern = new RegExp(key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  return text.replace(pattern, (found) => (found === key ? word : otherCase));
}
