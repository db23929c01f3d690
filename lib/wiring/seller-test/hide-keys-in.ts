import { maskSecrets } from '@/lib/http/mask-secrets';

/** The same value without the keys in any text, in whichever spelling; member names stay. */
export function hideKeysIn<Value>(value: Value, keys: readonly string[]): Value {
  return hidden(value, keys) as Value;
}

function hidden(value: unknown, keys: readonly string[]): unknown {
  if (typeof value === 'string') return maskSecrets(value, keys);
  if (Array.isArray(value)) return value.map((member) => hidden(member, keys));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hidden(member, keys)]));
}
