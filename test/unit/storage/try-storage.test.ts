import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalStore } from '@/lib/storage/local-store';
import { tryStorage } from '@/lib/storage/try-storage';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'preflight-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes the folder and leaves nothing in it', async () => {
  const uploads = path.join(folder, 'new', 'uploads');
  await tryStorage(createLocalStore(uploads));
  expect(await readdir(uploads, { recursive: true })).toEqual(['unfinished']);
});

it('names the setting, the folder and the reason where it cannot be one', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  await expect(tryStorage(createLocalStore(path.join(file, 'uploads')))).rejects.toMatchObject({
    name: 'ConfigurationError',
    problems: [{ variable: 'STORAGE_DIR', problem: expect.stringContaining(file) }],
  });
});
