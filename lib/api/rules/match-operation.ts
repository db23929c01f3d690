import { isId } from '@/lib/core/ids';

type Placed = { method: string; path: string };

export type OperationMatch<One extends Placed> =
  | { kind: 'found'; operation: One; params: Record<string, string> }
  /** There is such an address, and other methods are for it. */
  | { kind: 'other-method'; allowed: One['method'][] }
  | { kind: 'none' };

/** The operation for a method at an address. @param parts of the path below `/api/v1`, decoded */
export function matchOperation<One extends Placed>(
  operations: readonly One[],
  method: string,
  parts: readonly string[],
): OperationMatch<One> {
  const here = operations.flatMap((operation) => {
    const params = readParameters(operation.path, parts);
    return params ? [{ operation, params }] : [];
  });
  const found = here.find(({ operation }) => operation.method === method);
  if (found) return { kind: 'found', ...found };
  if (here.length === 0) return { kind: 'none' };
  return { kind: 'other-method', allowed: here.map(({ operation }) => operation.method) };
}

/** What stands for a name of a path; where it is not named here, an id. */
const PARAMETERS: Record<string, (text: string) => boolean> = {
  version: (text) => /^[1-9]\d{0,6}$/.test(text),
};
const isParameter = (name: string, text: string): boolean => (PARAMETERS[name] ?? isId)(text);

/** Null where the path is another one; what stands for an id has to be one. */
function readParameters(path: string, parts: readonly string[]): Record<string, string> | null {
  const wanted = path.slice(1).split('/');
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(wanted[index] ?? '')?.[1];
    if (name === undefined ? part !== wanted[index] : !isParameter(name, part)) return null;
    if (name !== undefined) params[name] = part;
  }
  return params;
}
