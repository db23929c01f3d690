type Named = { id: string; name: string };

/**
 * The people whom a text names as `@Name`. Of names that begin alike the longest counts: `@Ann Lee` is not `@Ann`.
 * The inbox is told of them.
 */
export function findMentions(text: string, people: readonly Named[]): string[] {
  const longestFirst = people.filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const person = longestFirst.find(({ name }) => text.startsWith(name, at + 1));
    for (const { id, name } of person ? people : []) if (name === person?.name) found.add(id);
  }
  return [...found];
}
