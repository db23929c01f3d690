import { describe, expect, it } from 'vitest';
import { findVerbs } from './find-verbs';
import { listImports, shownImport } from './list-imports';
import { literalText, nodesIn, parseText, readSources, type SourceFile } from './parse-source';

const DETAIL_PAGE = /^app\/\(desk\)\/.*\[.*\/page\.tsx$/;
const READER = 'app/page-reader';

/** Pages about one thing that show nothing, with the reason. */
const NOT_SHOWN: Record<string, string> = {
  'app/(desk)/inbox/[noticeId]/page.tsx': 'marks a notice as read and leads to what it is about',
};

const isAction = ({ program }: SourceFile): boolean =>
  nodesIn(program.body).some((node) => literalText(node.expression) === 'use server');

/** Verbs that a page about one thing, or a component that it draws, calls beside the page's reader. */
function readsBesideReader(sources: readonly SourceFile[]): string[] {
  const files = new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ''), source]));
  const verbs = new Set(
    findVerbs(sources.filter(({ file }) => file.startsWith('lib/'))).map(({ file }) => file),
  );
  const seen = new Set<string>();
  const enter = (source: SourceFile): string[] => {
    if (seen.has(source.file) || isAction(source)) return [];
    seen.add(source.file);
    const imports = listImports(source).filter(({ isType }) => !isType);
    if (imports.some(({ to }) => to === READER)) return [];
    return imports.flatMap((one) => {
      const next = files.get(one.to);
      if (!next) return [];
      if (next.file.startsWith('app/')) return enter(next);
      return verbs.has(next.file) ? [shownImport(one)] : [];
    });
  };
  const pages = sources.filter(({ file }) => DETAIL_PAGE.test(file) && !(file in NOT_SHOWN));
  return pages.flatMap(enter);
}

describe('a page about one thing', () => {
  const verb = parseText(
    'lib/scans/get-scan.ts',
    `import { authorise, type Context } from '@/lib/auth/actor';
     export async function getScan(context: Context) { return authorise(context, 'scan.view'); }`,
  );
  const READS = "import { getScan } from '@/lib/scans/get-scan';";

  it.each([
    READS,
    "import { ScanCard } from './scan-card';",
    "import { ScanCard } from '@/app/(desk)/scans/[scanId]/scan-card';",
    "const card = import('./scan-card');",
  ])('reads through its reader alone: %s', (text) => {
    const page = parseText('app/(desk)/scans/[scanId]/page.tsx', text);
    const card = parseText('app/(desk)/scans/[scanId]/scan-card.tsx', READS);
    expect(readsBesideReader([page, card, verb])).toHaveLength(1);
  });

  it('may name types, call actions and have a reader', () => {
    const page = parseText(
      'app/(desk)/scans/[scanId]/page.tsx',
      `import type { getScan } from '@/lib/scans/get-scan';
       import { readScan } from './read-scan';
       import { scanAction } from './actions';`,
    );
    const reader = parseText(
      'app/(desk)/scans/[scanId]/read-scan.ts',
      `import { pageReader } from '@/app/page-reader'; ${READS}`,
    );
    const actions = parseText('app/(desk)/scans/[scanId]/actions.ts', `'use server'; ${READS}`);
    expect(readsBesideReader([page, reader, actions, verb])).toEqual([]);
  });

  it('reads through its reader alone, everywhere', () => {
    const all = [...readSources('app'), ...readSources('lib')];
    expect(all.filter(({ file }) => DETAIL_PAGE.test(file)).length).toBeGreaterThan(15);
    expect(readsBesideReader(all)).toEqual([]);
  });
});
