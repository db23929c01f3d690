const ATOM = String.raw`(?:\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[^\dkpPxucbB]|\[(?:[^\]\\]|\\.)*\]|[^\\()[\]{}*+?|^$])`;
const EDGE = String.raw`(?:\\b)?`;
/** One kind of character, again and again; or characters in a row, or one of several rows. Both take linear time. */
const RUN = new RegExp(String.raw`^\^?${EDGE}\(?${ATOM}(?:[*+]|\{\d{1,3}(?:,\d{1,3})?\})\)?${EDGE}\$?$`, 'i');
const ROWS = new RegExp(String.raw`^\^?\(?${EDGE}(?:${ATOM}|\|)*${EDGE}\)?\$?$`, 'i');
const LONGEST = 400;

/** A regular expression of a stranger, if it is one of those that never take long; null for others. */
export function safePattern(source: string, flags: string): RegExp | null {
  if (source.length > LONGEST || !/^[gimsu]*$/.test(flags)) return null;
  if (!RUN.test(source) && !ROWS.test(source)) return null;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
