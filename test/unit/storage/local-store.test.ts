import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '@/lib/core/bytes';
import { AppError } from '@/lib/core/errors';
import { createLocalStore } from '@/lib/storage/local-store';
import { hashOfKey, objectKey } from '@/lib/storage/object-key';

async function scratch(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'preflight-store-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}
const bytesOf = (text: string) => new TextEncoder().encode(text);
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
    const keys = await Promise.all(Array.from({ length: 8 }, () => store.put(bytesOf('same'))));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect((await filesBelow(root)).map(({ name }) => name)).toEqual([sha256Hex('same')]);
  });

  it('removes, and knows nothing of what is gone or never was', async () => {
    const store = createLocalStore(await scratch());
    const { key } = await store.put(bytesOf('x'));
    await store.remove(key);
    await store.remove(key);
    expect(await store.get(key)).toBeNull();
    expect(await store.get(objectKey(sha256Hex('never')))).toBeNull();
  });

  it('refuses what is larger than the cap, and writes nothing', async () => {
    const root = await scratch();
    const store = createLocalStore(root, 4);
    await expect(store.put(bytesOf('12345'))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await filesBelow(root)).toEqual([]);
    expect((await store.put(bytesOf('1234'))).size).toBe(4);
  });

  it('says so when the bytes on disk are no longer those of the key', async () => {
    const root = await scratch();
    const store = createLocalStore(root);
    const { key, sha256 } = await store.put(bytesOf('evidence'));
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
});
