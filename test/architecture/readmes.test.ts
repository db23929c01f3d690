import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readSources } from './parse-source';

const FOLDERS = ['app', 'lib', 'prisma', 'public', 'test'];
/** Files as they are in every room or in none, and one that a user writes. */
const KINDS = ['store.ts', 'verb-noun.ts', 'index.ts', 'loading.tsx', 'generated/', 'koogallery.json'];
/** What any room's README may name without its folder. */
const SHARED = /^(lib\/i18n\/messages|test)\//;

const listFiles = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      path.relative(ROOT, path.join(parentPath, name)).split(path.sep).join('/'),
    );

const FILES = FOLDERS.flatMap(listFiles);
const READMES = [
  'README.md',
  'lib/CONTRIBUTING.md',
  'lib/DECISIONS.md',
  ...FILES.filter((file) => /^(?:app|lib|prisma|test)(?:\/[\w-]+)?\/README\.md$/.test(file)),
];
const WORDS = new Set(
  ['app', 'lib'].flatMap((folder) => readSources(folder).flatMap(({ text }) => text.match(/\w+/g) ?? [])),
);

/** Whether a name is the end of the path of a file or folder; in a room's README, of one of that room. */
function isThere(readme: string, name: string): boolean {
  const room = /^(?:app|prisma|test|lib\/[\w-]+)\/README\.md$/.test(readme) ? path.dirname(readme) : '';
  return FILES.some((file) => {
    if (file === name || file.startsWith(name.endsWith('/') ? name : `${name}/`)) return true;
    if (!file.startsWith(room) && !SHARED.test(file)) return false;
    return name.endsWith('/') ? file.includes(`/${name}`) : file.endsWith(`/${name}`);
  });
}

/** Files, folders and functions that a README names and that are not there. */
function findUnknown(readme: string, text: string): string[] {
  const names = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, name = '']) => name,
  );
  return names.filter((name) => {
    if (/^(?:app|lib|prisma|public|test)\/[\w./[\]()-]+$/.test(name)) return !isThere(readme, name);
    if (/^[\w()[\]][\w()[\]./-]*(?:\.(?:tsx?|json|css|prisma|mjs|md|sql|svg)|\/)$/.test(name))
      return !KINDS.includes(name) && !isThere(readme, name);
    const called = /^([a-z]\w*)\(.*\)$/.exec(name)?.[1];
    return called !== undefined && !WORDS.has(called);
  });
}

describe('the READMEs', () => {
  it('are found in every room', () => {
    expect(READMES.length).toBeGreaterThan(30);
  });

  it.each(READMES)('%s names only files, folders and functions that there are', (readme) => {
    expect(findUnknown(readme, readFileSync(path.join(ROOT, readme), 'utf8'))).toEqual([]);
  });

  it.each([
    ['lib/README.md', '`lib/db/clients.ts`'],
    ['lib/README.md', '`lib/dbs`'],
    ['lib/db/README.md', '`clients.ts`'],
    // Of another room.
    ['lib/db/README.md', '`lifecycle.ts`'],
    ['lib/db/README.md', '`embeded/`'],
    ['lib/db/README.md', '`inTransactions(work)`'],
  ])('%s cannot name %s', (readme, text) => {
    expect(findUnknown(readme, text)).toHaveLength(1);
  });

  it.each([
    ['lib/db/README.md', '`client.ts` has `inTransaction(work)`, `embedded/native-files.ts` and `embedded/`'],
    ['lib/i18n/README.md', '`messages/en/common.json`, and `Ready`, `npm test`, `/control/`, `store.ts`'],
  ])('%s may name what is there: %s', (readme, text) => {
    expect(findUnknown(readme, text)).toEqual([]);
  });

  it('tells a newcomer how to work in less than 120 lines', () => {
    const text = readFileSync(path.join(ROOT, 'lib/CONTRIBUTING.md'), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThan(120);
    expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain('lib/CONTRIBUTING.md');
  });
});
