import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findVerbs } from './find-verbs';
import {
  breach,
  isFunction,
  isNode,
  nameOfNode,
  nodesIn,
  parseText,
  readSources,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

const DOOR = /^app\/.*\/(actions|route)\.ts$/;
const MOST_LINES = { door: 12, function: 60 };

type Measured = { name: string; lines: number; place: string };

/** Every function of a file, with the lines from its first word to its last brace. */
function listFunctions(source: SourceFile): Measured[] {
  const found: Measured[] = [];
  const enter = (node: SyntaxNode, name: string) => {
    const named = nameOfNode(node.id) ?? nameOfNode(node.key) ?? name;
    if (isFunction(node)) {
      const lines = source.text.slice(node.start, Number(node.end)).split('\n').length;
      found.push({ name: named, lines, place: breach(source, node, named) });
    }
    for (const child of Object.values(node).flat().filter(isNode)) enter(child, named);
  };
  enter(source.program, 'default');
  return found;
}

/** Functions of doors that do more than get the actor, call the verb and translate the result. */
const longDoors = (source: SourceFile): string[] =>
  DOOR.test(source.file)
    ? listFunctions(source).flatMap(({ lines, place }) =>
        lines > MOST_LINES.door ? [`${place}: ${lines}`] : [],
      )
    : [];

const longFunctions = (source: SourceFile): string[] =>
  listFunctions(source).flatMap(({ name, lines }) =>
    lines > MOST_LINES.function ? [`${source.file} ${name}`] : [],
  );

/** The names that a file exports, in whatever syntax. */
function listExports({ program }: SourceFile): string[] {
  const names: string[] = [];
  const declared = (node: SyntaxNode) => {
    if (node.type === 'VariableDeclaration')
      for (const { id } of nodesIn(node.declarations)) names.push(nameOfNode(id) ?? '');
    else names.push(nameOfNode(node.id ?? node) ?? '');
  };
  walk(program, (node) => {
    if (!node.type.startsWith('Export')) return;
    if (isNode(node.declaration)) declared(node.declaration);
    for (const { exported } of nodesIn(node.specifiers)) names.push(nameOfNode(exported) ?? '');
  });
  return names;
}

/** Whether a file's name is among its exports, in camelCase or PascalCase. */
function isNamedAfterExport(source: SourceFile): boolean {
  const name = path
    .basename(source.file)
    .replace(/\.tsx?$/, '')
    .replaceAll('-', '')
    .toLowerCase();
  return listExports(source).some((exported) => exported.toLowerCase() === name);
}

/** Functions of more than 60 lines, with the reason: this list may only get shorter. */
const LONG: Record<string, string> = {
  'lib/db/embedded/embedded-postgres.ts startEmbeddedPostgres':
    'the server, its restart and its stop share one state; no function inside has 20 lines',
  'lib/http/outbound.ts createOutbound': 'two functions over one policy, pool and clock',
  'lib/threads/create-thread-pool.ts createThreadPool': 'short functions over one queue and its slots',
  'lib/threads/open-shared-thread.ts openSharedThread': 'short functions over one thread and its calls',
  'lib/threads/open-thread.ts openThread': 'short functions over one thread and its queue',
};

/** Components and verbs whose file has another name, with the reason. */
const OTHER_NAMES: Record<string, string> = {
  'app/(desk)/assets/next-step.tsx': 'the next step as a button, as a bar and as a route',
  'app/(desk)/settings/account/session-buttons.tsx': 'two buttons over one list',
  'app/(desk)/settings/members/member-forms.tsx': 'four forms of one table',
  'app/(desk)/websites/state-pills.tsx': 'two pills that are shown side by side',
};

const ROUTE_FILE =
  /\/(page|layout|route|error|not-found|global-not-found|global-error|loading|template)\.tsx?$/;

describe('the shape of files', () => {
  const all = [...readSources('lib'), ...readSources('app')];

  it('has short doors', () => {
    const long = `{\n${'  step();\n'.repeat(12)}}`;
    for (const text of [
      `export async function GET() ${long}`,
      `export const GET = async () => ${long};`,
      `export default async function () ${long}`,
      `const handle = function () ${long}; export { handle as POST };`,
      `export const saveAction = formAction('save', verb, { read: (form) => ${long} });`,
    ])
      expect(longDoors(parseText('app/api/cron/route.ts', text)), text).toHaveLength(1);
    expect(all.flatMap(longDoors)).toEqual([]);
  });

  it('has no further function of more than 60 lines', () => {
    const planted = `export const far = () => {\n${'  step();\n'.repeat(60)}};`;
    expect(longFunctions(parseText('lib/assets/far.ts', planted))).toEqual(['lib/assets/far.ts far']);
    expect(all.flatMap(longFunctions).sort()).toEqual(Object.keys(LONG).sort());
  });

  it('names files after what they export', () => {
    for (const text of [
      'export function detachWebsite() {}',
      'const attachWebsite = 1; export { attachWebsite as detach };',
      'function attachWebsite() {} export default () => attachWebsite();',
      "export * from './attach-website';",
    ])
      expect(isNamedAfterExport(parseText('lib/assets/attach-website.ts', text)), text).toBe(false);
    for (const text of [
      'export const attachWebsite = () => 1;',
      'const a = 1; export { a as attachWebsite };',
    ])
      expect(isNamedAfterExport(parseText('lib/assets/attach-website.ts', text)), text).toBe(true);

    const verbs = new Set(findVerbs().map(({ file }) => file));
    const named = all.filter(
      ({ file }) =>
        verbs.has(file) || (file.startsWith('app/') && file.endsWith('.tsx') && !ROUTE_FILE.test(file)),
    );
    expect(
      named
        .filter((source) => !isNamedAfterExport(source))
        .map(({ file }) => file)
        .sort(),
    ).toEqual(Object.keys(OTHER_NAMES).sort());
  });
});
