import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isBuildFresh, isBuilt } from '@/lib/wiring/build-product';

/** A project that was built, with everything in it as old as this: the instant of each file. */
function builtProject() {
  const root = mkdtempSync(path.join(tmpdir(), 'preflight-build-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, seconds: number) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), '');
    utimesSync(path.join(root, file), seconds, seconds);
  };
  const touch = (folder: string) => utimesSync(path.join(root, folder), 1_000, 1_000);
  for (const file of [
    'app/page.tsx',
    'lib/core/clock.ts',
    'public/a.svg',
    'next.config.js',
    'package-lock.json',
  ])
    write(file, 1_000);
  for (const folder of ['app', 'lib/core', 'lib', 'public']) touch(folder);
  write('.next/BUILD_ID', 2_000);
  write('.next/export-marker.json', 2_000);
  return { root, write, touch };
}

describe('a build', () => {
  it('is fresh until something that it is made of changes', () => {
    const { root, write, touch } = builtProject();
    expect([isBuilt(root), isBuildFresh(root)]).toEqual([true, true]);
    write('lib/core/clock.ts', 3_000);
    touch('lib/core');
    expect([isBuilt(root), isBuildFresh(root)]).toEqual([true, false]);
  });

  it('is none when it was interrupted, although it has a name already', () => {
    const { root } = builtProject();
    rmSync(path.join(root, '.next/export-marker.json'));
    expect([isBuilt(root), isBuildFresh(root)]).toEqual([false, false]);
  });
});
