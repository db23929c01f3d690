/** One member of what changed, by its path (`address.city`, `cases[0]`); null where a side does not have it. */
export type ChangedMember = { path: string; before: string | null; after: string | null };

const MAX_MEMBERS = 60;
const MAX_DEPTH = 6;
const MAX_CHARACTERS = 500;

/**
 * What differs between the two sides of an audit entry, at most 60 members; a side that is absent or null has none.
 * @returns also whether there are more
 */
export function compareSides(before: unknown, after: unknown): { members: ChangedMember[]; isCut: boolean } {
  const old = new Map(listMembers(before ?? undefined, '', 0));
  const now = new Map(listMembers(after ?? undefined, '', 0));
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((path) => {
    const [one, other] = [old.get(path), now.get(path)];
    return JSON.stringify(one) !== JSON.stringify(other);
  });
  const members = changed.slice(0, MAX_MEMBERS).map((path) => ({
    path,
    before: old.has(path) ? toText(old.get(path)) : null,
    after: now.has(path) ? toText(now.get(path)) : null,
  }));
  return { members, isCut: changed.length > MAX_MEMBERS };
}

/** Values that have no members, or are too deep, each with its path. */
function* listMembers(
  value: unknown,
  path: string,
  depth: number,
): Generator<[path: string, value: unknown]> {
  if (value === undefined) return;
  const isOpen = typeof value === 'object' && value !== null && depth < MAX_DEPTH;
  const members = isOpen ? Object.entries(value) : [];
  if (members.length === 0) yield [path, value];
  for (const [name, member] of members) {
    const step = Array.isArray(value) ? `[${name}]` : path === '' ? name : `.${name}`;
    yield* listMembers(member, path + step, depth + 1);
  }
}

function toText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS).replace(/\p{Surrogate}$/u, '')}…`;
}
