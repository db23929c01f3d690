import { compareUnits } from '@/lib/signing/canonical';

/**
 * JSON in the one form that RFC 8785 gives it: no blanks, members ascending by UTF-16 unit at every depth, numbers and
 * texts as ECMAScript writes them. Dates become ISO strings, and undefined members count as absent, as in JSON.
 */
export function canonicalText(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  return write(plain);
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => compareUnits(a, b))
    .map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`);
  return `{${members.join(',')}}`;
}
