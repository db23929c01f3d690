const MAX_JSON_LEAVES = 40;

/** Every leaf of a JSON text as pointer and value; empty when it is not JSON. `isText`: no number, boolean or null. */
export function jsonLeaves(text: string): { pointer: string; value: string; isText: boolean }[] {
  const leaves: { pointer: string; value: string; isText: boolean }[] = [];
  const walk = (node: unknown, pointer: string): void => {
    if (leaves.length >= MAX_JSON_LEAVES) return;
    if (node !== null && typeof node === 'object') {
      for (const [key, child] of Object.entries(node)) {
        walk(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      }
    } else if (pointer !== '')
      leaves.push({ pointer, value: String(node ?? ''), isText: typeof node === 'string' });
  };
  try {
    walk(JSON.parse(text), '');
  } catch {
    // Not JSON after all: it has no leaves.
  }
  return leaves;
}
