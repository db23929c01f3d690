type Values = Readonly<Record<string, string | number>>;
type Words<Key extends string> = { (key: Key, values?: Values): string; has(key: Key): boolean };

/**
 * For keys that are made of what was stored or typed, which no type knows: whether there is such a text. Its answer
 * makes it one of the keys that `t` takes.
 */
export const hasText = <Key extends string>(t: { has(key: Key): boolean }, key: string): key is Key =>
  t.has(key as Key);

/**
 * The text of such a key.
 * @param otherwise what to say where there is none, such as a code that a former version stored
 */
export const textOr = <Key extends string>(
  t: Words<Key>,
  key: string,
  otherwise: string,
  values: Values = {},
): string => (hasText(t, key) ? t(key, values) : otherwise);
