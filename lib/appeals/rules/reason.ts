/** A reviewer's reason is read by the seller: a word is none. Characters. */
export const REASON_MINIMUM = 5;
export const REASON_MAXIMUM = 2_000;
