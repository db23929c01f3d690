import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { servedFiles } from '@/lib/wiring/served-files';

/** What a project with these files serves as files. */
function listServed(files: readonly string[]): string[] {
  const root = mkdtempSync(path.join(os.tmpdir(), 'preflight-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const file of files) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), '');
  }
  return [...servedFiles(root)].sort();
}

it('is what the route tree serves, whatever the names of pages are', () => {
  const files = [
    'public/a/b.png',
    'public/LICENSE',
    'app/favicon.ico',
    'app/icon1.svg',
    'app/(desk)/apple-icon.png',
    'app/robots.txt',
    'app/page.tsx',
    'app/manifest.ts',
    'app/globals.css',
    'app/(desk)/x.json/route.ts',
    'app/(desk)/v1.2/page.tsx',
    'app/(desk)/[name.ext]/route.ts',
    'app/assets/[id]/y.json/route.ts',
    'app/export/route.ts',
  ];
  expect(listServed(files)).toEqual(
    [
      '/LICENSE',
      '/a/b.png',
      '/apple-icon.png',
      '/favicon.ico',
      '/icon1.svg',
      '/robots.txt',
      '/x.json',
    ].sort(),
  );
});

it('has what this desk serves', () => {
  const served = servedFiles(path.resolve(import.meta.dirname, '../../..'));
  const known = [
    '/favicon.ico',
    '/icon.svg',
    '/glyphs.svg',
    '/vectors/signing.json',
    '/samples/samples.json',
  ];
  expect(known.filter((file) => !served.has(file))).toEqual([]);
  expect([...served].filter((file) => !file.includes('.'))).toEqual([]);
});
