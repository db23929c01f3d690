import type { RawHeader } from '@/lib/http/exchange';
import { withoutMark } from './mask-json';
import { queryParameters } from './mask-url';
import { rateSensitivity } from './sensitive-names';

/** Shorter values are words (`admin`, `true`) that would be blotted out everywhere. */
const SHORTEST = 8;
export const isLongEnough = (secret: string): boolean => secret.length >= SHORTEST;
/** Each is looked for in many spellings. */
const AT_MOST = 40;

/**
 * The values that are under hidden names, to be found again where a seller repeats them under other names: in a memo,
 * in a message about what was wrong.
 * @param texts bodies; one that is not JSON has no names that could be trusted
 */
export function findHiddenValues(url: string, texts: readonly (string | null)[]): string[] {
  const found = new Set<string>();
  const add = (name: string, value: unknown) => {
    if (rateSensitivity(name) !== 'hidden' || typeof value !== 'string' || !isLongEnough(value)) return;
    if (found.size < AT_MOST) found.add(value);
  };
  for (const { name, value } of queryParameters(url)) add(name, value);
  for (const text of texts) collect(parsed(text), add);
  return [...found];
}

/** The signatures that a request bore, to be hidden where a response repeats them. */
export const requestSignatures = (url: string, head: readonly RawHeader[]): string[] =>
  [...queryParameters(url), ...head.map(([name, value]) => ({ name, value }))].flatMap(({ name, value }) =>
    rateSensitivity(name) === 'shortened' && isLongEnough(value) ? [value] : [],
  );

function collect(root: unknown, add: (name: string, value: unknown) => void): void {
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const members = Object.entries(value);
    const named = 'name' in value && typeof value.name === 'string' ? value.name : '';
    for (const [name, member] of members) {
      add(name === 'value' && named !== '' ? named : name, member);
      open.push(member);
    }
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(withoutMark(text));
  } catch {
    return null;
  }
}
