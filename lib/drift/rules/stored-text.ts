import { createHash } from 'node:crypto';

/** A page shows so much of a value; of what is longer the hash tells whether it changed. */
const LONGEST = 1_000;
const HASH_DIGITS = 16;

/** A text from outside as it is kept and shown: without control characters, at most so long. */
export function storedText(text: string): string {
  const clean = text.toWellFormed().replace(/[^\P{C}\n]/gu, '\ufffd');
  if (clean.length <= LONGEST) return clean;
  const hash = createHash('sha256').update(clean).digest('hex').slice(0, HASH_DIGITS);
  return `${clean.slice(0, LONGEST).toWellFormed()}… (${clean.length}, ${hash})`;
}
