/**
 * Characters that a reader does not see, or that turn the order of what follows: control characters, soft hyphens,
 * direction marks, zero-width and filler characters (Unicode UAX #44, Default_Ignorable_Code_Point; U+2800 is a blank
 * of braille). Joiners and variation selectors stay: scripts and emoji are written with them.
 */
const UNSEEN = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const NOTHING_SEEN = /^\p{Default_Ignorable_Code_Point}*$/u;

/**
 * A name as it is kept: one line, one spelling, and nothing in it that makes it look like another name to the people
 * who judge by it. Empty where nothing of it can be seen.
 */
export function cleanName(typed: string): string {
  const seen = typed.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  return NOTHING_SEEN.test(seen) ? '' : seen;
}
