/** More keys than anybody needs at once. */
const MAXIMUM = 500;

/**
 * What is costly to make, made once a key. Keys may come from outside, where one zone can be spelled in many ways: with
 * too many of them everything is forgotten, and made again.
 */
export function madeOnce<T extends object>(): (key: string, make: () => T) => T {
  const made = new Map<string, T>();
  return (key, make) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= MAXIMUM) made.clear();
    const fresh = make();
    made.set(key, fresh);
    return fresh;
  };
}
