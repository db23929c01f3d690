type Fields = Record<string, unknown>;

/** Data through and through: no functions, no objects of a class. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (value === null || typeof value !== 'object') return true;
  if (value instanceof Date || value instanceof Uint8Array) return true;
  if (value instanceof Map) return [...value].every(([key, one]) => isPlain(key) && isPlain(one));
  if (value instanceof Set || Array.isArray(value)) return [...value].every(isPlain);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** What an object has noted; what it works with (other objects, functions) is left out. */
export const readFields = (owner: object): Fields =>
  Object.fromEntries(Object.entries(owner).filter(([, value]) => isPlain(value)));

/** Gives a new object what another one of its class had noted. Maps, sets and lists stay the same objects. */
export function writeFields(owner: object, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const own: unknown = Reflect.get(owner, name);
    if (own instanceof Map && value instanceof Map) for (const [key, one] of value) own.set(key, one);
    else if (own instanceof Set && value instanceof Set) for (const one of value) own.add(one);
    else if (Array.isArray(own) && Array.isArray(value)) own.splice(0, own.length, ...(value as unknown[]));
    else Reflect.set(owner, name, value);
  }
}
