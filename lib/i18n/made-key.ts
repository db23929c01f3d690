/**
 * For keys that are made of what was stored or typed, which no type knows: whether there is such a text. Its answer
 * makes it one of the keys that `t` takes. `t.has` alone also takes what every object and every text has for a text
 * (`constructor`, `length`), and a group of texts.
 */
export function hasText<Key extends string>(
  t: { has(key: Key): boolean; raw(key: Key): unknown },
  key: string,
): key is Key {
  const parts = key.split('.');
  return parts.every((part, index) => {
    const path = parts.slice(0, index + 1).join('.') as Key;
    const isLast = index === parts.length - 1;
    return (
      !(part in Object.prototype) && t.has(path) && typeof t.raw(path) === (isLast ? 'string' : 'object')
    );
  });
}

/** A key made of a code that its type does not tie to the texts, such as one that was stored: a test has to. */
export const madeKey = <Key extends string>(_t: { has(key: Key): boolean }, key: string): Key => key as Key;
