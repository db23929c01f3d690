import { describe, expect, it } from 'vitest';
import { BROWSER_TEXTS } from '@/app/browser-texts';
import { listImports } from './list-imports';
import {
  isNode,
  literalText,
  nameOfNode,
  nodesIn,
  parseText,
  readSources,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

/** Code that must never be sent to a browser: what a client component may not reach, over whatever file. */
const SERVER_ONLY =
  /^(server-only|pg|pino|exceljs|graphile-worker|next-auth$|next\/headers|node:.*|lib\/(db|config|storage|jobs|wiring|fakes)\/.*|.*\/store)$/;

const hasDirective = ({ program }: SourceFile, directive: string): boolean =>
  nodesIn(program.body).some(
    ({ expression, directive: written }) => written === directive || literalText(expression) === directive,
  );

type Step = { source: SourceFile; way: string[] };

/** Every file that a browser gets, and the way to it; types are gone by then, server actions are only called. */
function sentToBrowsers(sources: readonly SourceFile[]): Step[] {
  const files = new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ''), source]));
  const seen = new Set<string>();
  const enter = (source: SourceFile, before: readonly string[]): Step[] => {
    if (seen.has(source.file) || hasDirective(source, 'use server')) return [];
    seen.add(source.file);
    const way = [...before, source.file];
    const next = listImports(source).flatMap(({ to, isType }) => (isType ? [] : (files.get(to) ?? [])));
    return [{ source, way }, ...next.flatMap((file) => enter(file, way))];
  };
  return sources
    .filter((source) => hasDirective(source, 'use client'))
    .flatMap((source) => enter(source, []));
}

const leaks = (sources: readonly SourceFile[]): string[] =>
  sentToBrowsers(sources).flatMap(({ source, way }) =>
    listImports(source)
      .filter(({ isType, to }) => !isType && SERVER_ONLY.test(to))
      .map(({ to }) => [...way, to].join(' → ')),
  );

const isCallNamed = (node: unknown, name: string): node is SyntaxNode =>
  isNode(node) && node.type === 'CallExpression' && nameOfNode(node.callee) === name;

/** The texts of the kit that a file says: a part of `common`, or single texts where `t` reads all of it. */
function kitTexts({ program }: SourceFile): string[] {
  const found: string[] = [];
  walk(program, ({ type, id, init }) => {
    if (type !== 'VariableDeclarator' || !isCallNamed(init, 'useTranslations')) return;
    const namespace = literalText(nodesIn(init.arguments)[0]);
    if (namespace?.startsWith('common.')) found.push(namespace);
    if (namespace !== 'common') return;
    walk(program, (node) => {
      if (isCallNamed(node, nameOfNode(id) ?? ''))
        found.push(`common.${literalText(nodesIn(node.arguments)[0]) ?? '?'}`);
    });
  });
  return found;
}

describe('client components', () => {
  it.each([
    "import { database } from '@/lib/db/client';",
    "import { type Database, database } from '@/lib/db/client';",
    "export { database } from '@/lib/db/client';",
    "export * from '@/lib/db/client';",
    "export const a = () => import('@/lib/config/configuration');",
    "const a = require('@/lib/db/client'); export { a };",
    "import { verb as v } from '@/lib/assets/verb'; export const a = v;",
  ])('cannot reach %s', (text) => {
    const verb = parseText(
      'lib/assets/verb.ts',
      "import { findAsset } from './store'; export const verb = findAsset;",
    );
    expect(leaks([parseText('app/a.tsx', `'use client';\n${text}`), verb])).toHaveLength(1);
    expect(leaks([parseText('app/a.tsx', text), verb])).toEqual([]);
  });

  it('may name types of the server and call its actions', () => {
    const text = `'use client';
      import type { Database } from '@/lib/db/client';
      import { type Transaction } from '@/lib/db/client';
      import { saveAction } from './actions';`;
    const actions = parseText('app/actions.ts', `'use server';\nimport { database } from '@/lib/db/client';`);
    expect(leaks([parseText('app/a.tsx', text), actions])).toEqual([]);
  });

  it('say only texts of the kit that every page has', () => {
    const planted =
      "const t = useTranslations('common'); const u = useTranslations('common.pagination'); t('a');";
    expect(kitTexts(parseText('app/a.tsx', planted))).toEqual(['common.a', 'common.pagination']);
    const said = sentToBrowsers(readSources('app')).flatMap(({ source }) => kitTexts(source));
    expect(said).toContain('common.status');
    expect(said.filter((text) => !BROWSER_TEXTS.includes(text))).toEqual([]);
  });

  it('reach no code of the server', () => {
    expect(leaks([...readSources('app'), ...readSources('lib')])).toEqual([]);
  });
});
