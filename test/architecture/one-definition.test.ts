import { expect, it } from 'vitest';
import { isNode, parseText, readSources, type SourceFile } from './parse-source';

/** Next asks for these names in each page, layout and route. */
const OF_NEXT = /^app\/(?:.*\/)?(?:page|layout|route|error|global-error|not-found)\.tsx?$/;

/** The names that a file defines and exports itself. */
function definitions({ file, program }: SourceFile): { name: string; file: string }[] {
  const body = Array.isArray(program.body) ? program.body.filter(isNode) : [];
  return body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) return [];
    const { declaration } = node;
    const declared = Array.isArray(declaration.declarations)
      ? declaration.declarations.filter(isNode)
      : [declaration];
    return declared.flatMap(({ id }) =>
      isNode(id) && typeof id.name === 'string' ? [{ name: id.name, file }] : [],
    );
  });
}

function definedTwice(sources: readonly SourceFile[]): string[] {
  const all = sources.filter(({ file }) => !OF_NEXT.test(file)).flatMap(definitions);
  const files = new Map<string, Set<string>>();
  for (const { name, file } of all) files.set(name, (files.get(name) ?? new Set()).add(file));
  return [...files]
    .filter(([, where]) => where.size > 1)
    .map(([name, where]) => `${name}: ${[...where].join(', ')}`);
}

it.each([
  ['export const a = 1;', 'export function a() {}'],
  ['export type A = 1;', 'export class A {}'],
  ['export interface A {}', 'export enum A { B }'],
  ['export const x = 1, a = 2;', 'export async function a() {}'],
])('a name is defined once: %s and %s', (one, other) => {
  const sources = [parseText('lib/one/one.ts', one), parseText('lib/two/two.ts', other)];
  expect(definedTwice(sources)).toHaveLength(1);
});

it('passing a name on is no second definition', () => {
  const sources = [
    parseText('lib/one/store.ts', 'export const a = 1;'),
    parseText('lib/one/for-other-rooms.ts', "export { a } from './store';"),
  ];
  expect(definedTwice(sources)).toEqual([]);
});

it('each exported name is defined once in the project', () => {
  expect(definedTwice([...readSources('lib'), ...readSources('app')])).toEqual([]);
});
