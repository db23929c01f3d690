type Values = Readonly<Record<string, string | number>>;
type Texts<Key extends string> = { has(key: Key): boolean; raw(key: Key): unknown };
type Words<Key extends string> = Texts<Key> & ((key: Key, values?: Values) => string);

/**
 * For keys that are made of what was stored or typed, which no type knows: whether there is such a text. Its answer
 * makes it one of the keys that `t` takes. `t.has` alone also takes what every object and every text has for a text
 * (`constructor`, `length`), and a group of texts.
 */
export function hasText<Key extends string>(t: Texts<Key>, key: string): key is Key {
  const parts = key.split('.');
  return parts.every((part, index) => {
    const path = parts.slice(0, index + 1).join('.') as Key;
    const isLast = index === parts.length - 1;
    return (
      !(part in Object.prototype) && t.has(path) && typeof t.raw(path) === (isLast ? 'string' : 'object')
    );
  });
}

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
