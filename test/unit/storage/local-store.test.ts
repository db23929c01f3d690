import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '@/lib/core/bytes';
import { createLocalStore } from '@/lib/storage/local-store';
import { storageFailure } from '@/lib/storage/storage-failure';
import { isStoreWritable } from '@/lib/storage/try-storage';

async function scratch(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'preflight-store-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}
const toBytes = (text: string) => new TextEncoder().encode(text);

it('lists nothing that is not its own, and clears away what was left half written', async () => {
  const root = await scratch();
  const store = createLocalStore(root);
  const old = new Date('2026-03-01T00:00:00Z');
  const before = new Date('2026-03-02T00:00:00Z');
  await mkdir(path.join(root, 'zz'));
  for (const name of ['note.txt', sha256Hex('elsewhere'), `${sha256Hex('x')}.1.part`]) {
    const file = path.join(root, 'zz', name);
    await writeFile(file, 'x');
    await utimes(file, old, old);
  }
  for await (const key of store.keysBefore(before)) expect(key).toBe('nothing');
  expect(await store.removeUnfinished(before)).toBe(1);
  expect(await readdir(path.join(root, 'zz'))).toHaveLength(2);
  for await (const key of createLocalStore(path.join(root, 'none')).keysBefore(before))
    expect(key).toBe('nothing');
});

it('says in words that there is no room, or that its place cannot be written', async () => {
  for (const code of ['ENOSPC', 'EDQUOT'])
    expect(storageFailure(Object.assign(new Error(code), { code }))).toMatchObject({
      details: { message: 'storage.full' },
    });
  const other = new Error('something else');
  expect(storageFailure(other)).toBe(other);
  const file = path.join(await scratch(), 'a file');
  await writeFile(file, 'x');
  await expect(createLocalStore(file).put(toBytes('x'))).rejects.toMatchObject({
    code: 'INTERNAL',
    details: { message: 'storage.notWritable' },
  });
  expect(await isStoreWritable(createLocalStore(file))).toBe(false);
});
