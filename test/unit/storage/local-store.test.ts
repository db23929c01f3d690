import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '@/lib/core/bytes';
import { AppError } from '@/lib/core/errors';
import { createLocalStore, isStoreWritable } from '@/lib/storage/local-store';
import { hashOfKey, objectKey } from '@/lib/storage/object-key';
import { storageFailure } from '@/lib/storage/storage-failure';

async function scratch(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'preflight-store-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}
const toBytes = (text: string) => new TextEncoder().encode(text);
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
const filesBelow = async (root: string) =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

describe('local store', () => {
  it('gives back what was put, whatever the bytes', async () => {
    const store = createLocalStore(await scratch());
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 512 }), async (bytes) => {
        const { key, sha256, size } = await store.put(bytes);
        expect([key, sha256, size]).toEqual([`sha256-${sha256Hex(bytes)}`, sha256Hex(bytes), bytes.length]);
        expect(await store.get(key)).toEqual(Uint8Array.from(bytes));
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the same bytes once, and leaves no temporary file when many put them at once', async () => {
    const root = await scratch();
    const store = createLocalStore(root);
    const keys = await Promise.all(Array.from({ length: 8 }, () => store.put(toBytes('same'))));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect((await filesBelow(root)).map(({ name }) => name)).toEqual([sha256Hex('same')]);
  });

  it('removes, and knows nothing of what is gone or never was', async () => {
    const store = createLocalStore(await scratch());
    const { key } = await store.put(toBytes('x'));
    await store.remove(key);
    await store.remove(key);
    expect(await store.get(key)).toBeNull();
    expect(await store.get(objectKey(sha256Hex('never')))).toBeNull();
  });

  it('refuses what is larger than the cap, and writes nothing', async () => {
    const root = await scratch();
    const store = createLocalStore(root, 4);
    await expect(store.put(toBytes('12345'))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await filesBelow(root)).toEqual([]);
    expect((await store.put(toBytes('1234'))).size).toBe(4);
  });

  it('says so when the bytes on disk are no longer those of the key', async () => {
    const root = await scratch();
    const store = createLocalStore(root);
    const { key, sha256 } = await store.put(toBytes('evidence'));
    await writeFile(path.join(root, sha256.slice(0, 2), sha256), 'forged');
    await expect(store.get(key)).rejects.toBeInstanceOf(AppError);
  });

  it('never leaves its folder, whatever is asked as a key', async () => {
    const root = await scratch();
    const outside = path.join(root, 'outside.txt');
    await writeFile(outside, 'precious');
    const store = createLocalStore(path.join(root, 'store'));
    const hostile = [
      '../outside.txt',
      'sha256-../../outside.txt',
      '/etc/hostname',
      `sha256-${'a'.repeat(63)}/`,
      'sha256-..',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...hostile), fc.string()), async (key) => {
        expect(hashOfKey(key)).toBeNull();
        expect(await store.get(key)).toBeNull();
        await store.remove(key);
      }),
    );
    expect(await readFile(outside, 'utf8')).toBe('precious');
  });

  it('lists what was put before a moment and not since, and nothing that is not its own', async () => {
    const root = await scratch();
    const store = createLocalStore(root);
    const old = new Date('2026-03-01T00:00:00Z');
    const filePath = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256);
    const [first, again] = [await store.put(toBytes('old')), await store.put(toBytes('put again'))];
    await store.put(toBytes('new'));
    for (const { sha256 } of [first, again]) await utimes(filePath(sha256), old, old);
    await store.put(toBytes('put again'));
    await mkdir(path.join(root, 'zz'));
    for (const name of ['note.txt', sha256Hex('elsewhere'), `${first.sha256}.1.part`]) {
      const file = path.join(root, 'zz', name);
      await writeFile(file, 'x');
      await utimes(file, old, old);
    }
    const before = new Date('2026-03-02T00:00:00Z');
    expect(await all(store.keysBefore(before))).toEqual([first.key]);
    expect(await store.removeUnfinished(before)).toBe(1);
    expect(await readdir(path.join(root, 'zz'))).toHaveLength(2);
    expect(await all(createLocalStore(path.join(root, 'none')).keysBefore(before))).toEqual([]);
  });

  it('says in words that there is no room, or that its place cannot be written', async () => {
    for (const code of ['ENOSPC', 'EDQUOT'])
      expect(storageFailure(Object.assign(new Error(code), { code }))).toMatchObject({
        details: { message: 'storage.full' },
      });
    const other = new Error('something else');
    expect(storageFailure(other)).toBe(other);
    const root = await scratch();
    const file = path.join(root, 'a file');
    await writeFile(file, 'x');
    await expect(createLocalStore(file).put(toBytes('x'))).rejects.toMatchObject({
      code: 'INTERNAL',
      details: { message: 'storage.notWritable' },
    });
    expect(await isStoreWritable(file)).toBe(false);
    expect(await isStoreWritable(path.join(root, 'made when needed'))).toBe(true);
    expect(await filesBelow(path.join(root, 'made when needed'))).toEqual([]);
  });
});
