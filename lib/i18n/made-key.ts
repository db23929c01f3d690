/**
 * For keys that are made of what was stored or typed, which no type knows: whether there is such a text. Its answer
 * makes it one of the keys that `t` takes.
 */
export const hasText = <Key extends string>(t: { has(key: Key): boolean }, key: string): key is Key =>
  t.has(key as Key);

/** A key made of a code that its type does not tie to the texts, such as one that was stored: a test has to. */
export const madeKey = <Key extends string>(_t: { has(key: Key): boolean }, key: string): Key => key as Key;
