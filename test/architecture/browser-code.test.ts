import { describe, expect, it } from 'vitest';
import { listImports } from './list-imports';
import { literalText, nodesIn, parseText, readSources, type SourceFile } from './parse-source';

/** Code that must never be sent to a browser: what a client component may not reach, over whatever file. */
const SERVER_ONLY =
  /^(server-only|pg|pino|exceljs|graphile-worker|next-auth$|next\/headers|node:.*|lib\/(db|config|storage|jobs|wiring|fakes)\/.*|.*\/store)$/;

const hasDirective = ({ program }: SourceFile, directive: string): boolean =>
  nodesIn(program.body).some(
    ({ expression, directive: written }) => written === directive || literalText(expression) === directive,
  );

/** The ways from client components to code of the server; types are gone by then, server actions are only called. */
function leaks(sources: readonly SourceFile[]): string[] {
  const files = new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ''), source]));
  const seen = new Set<string>();
  const enter = (source: SourceFile, way: readonly string[]): string[] => {
    if (seen.has(source.file) || hasDirective(source, 'use server')) return [];
    seen.add(source.file);
    const here = [...way, source.file];
    return listImports(source)
      .filter(({ isType }) => !isType)
      .flatMap(({ to }) => {
        if (SERVER_ONLY.test(to)) return [[...here, to].join(' → ')];
        const next = files.get(to);
        return next ? enter(next, here) : [];
      });
  };
  return sources
    .filter((source) => hasDirective(source, 'use client'))
    .flatMap((source) => enter(source, []));
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

  it('reach no code of the server', () => {
    expect(leaks([...readSources('app'), ...readSources('lib')])).toEqual([]);
  });
});
