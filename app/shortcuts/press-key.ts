/** The first keys of a sequence, separated by spaces, and when the last of them was pressed. */
export type PressedKeys = { keys: string; atMs: number };

/** Within this time after a key of a sequence its next key is expected. */
export const SEQUENCE_MS = 1500;

type Pressed = { pending: PressedKeys | null; hit: string | null };

/**
 * What a key comes to after those before it: a whole shortcut, the beginning of one, or nothing. A key that does not
 * continue a sequence ends it and does nothing else, so that a slip never presses a control.
 * @param known keys of every shortcut; the keys of a sequence are separated by spaces
 */
export function pressKey(
  before: PressedKeys | null,
  key: string,
  atMs: number,
  known: readonly string[],
): Pressed {
  const isContinued = before !== null && atMs - before.atMs <= SEQUENCE_MS;
  const keys = isContinued ? `${before.keys} ${key}` : key;
  if (known.includes(keys)) return { pending: null, hit: keys };
  const begins = (start: string) => known.some((one) => one.startsWith(`${start} `));
  if (begins(keys)) return { pending: { keys, atMs }, hit: null };
  // The first key again begins again.
  return { pending: isContinued && begins(key) ? { keys: key, atMs } : null, hit: null };
}
