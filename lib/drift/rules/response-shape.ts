import { storedText } from './stored-text';

const DEEPEST = 5;
const MOST_FIELDS = 60;

/**
 * What a response consists of, without what it says: the status, and the path of each field (`info[].instanceId`), a
 * line each. An answer is another when its fields are, not when an instance is.
 */
export function responseShape({ status, json }: { status: number | null; json: unknown }): string {
  const paths = new Set<string>();
  addPaths(json, '', 0, paths);
  return storedText([`HTTP ${status ?? 0}`, ...[...paths].sort()].join('\n'));
}

function addPaths(value: unknown, path: string, depth: number, paths: Set<string>): void {
  if (paths.size >= MOST_FIELDS || depth > DEEPEST || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, MOST_FIELDS)) addPaths(one, `${path}[]`, depth + 1, paths);
    return;
  }
  for (const [name, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (paths.size >= MOST_FIELDS) return;
    const field = path === '' ? name : `${path}.${name}`;
    paths.add(field);
    addPaths(member, field, depth + 1, paths);
  }
}
