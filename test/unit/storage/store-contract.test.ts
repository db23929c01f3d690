import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '@/lib/core/bytes';
import { createLocalStore } from '@/lib/storage/local-store';
import { hashOfKey, objectKey } from '@/lib/storage/object-key';
import type { ObjectStore } from '@/lib/storage/object-store';
import { createS3Store } from '@/lib/storage/s3-store';
import { isStoreWritable } from '@/lib/storage/try-storage';
import { S3_ACCOUNT, S3_BUCKET, startS3Peer } from '@/test/fixtures/s3/s3-peer';

/** A store, its folder, and what a test does behind its back. */
type Bed = {
  store: ObjectStore;
  folder: string;
  forge: (sha256: string, bytes: Uint8Array) => Promise<void>;
  makeOld: (sha256: string, at: Date) => Promise<void>;
  /** Names of everything that is kept, whole or not. */
  listAll: () => Promise<string[]>;
};

async function scratch(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'preflight-store-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}
const filesBelow = async (root: string) =>
  (await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

async function localBed(maxBytes?: number): Promise<Bed> {
  const outer = await scratch();
  const folder = path.join(outer, 'store');
  const file = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  return {
    store: createLocalStore(folder, maxBytes),
    folder,
    forge: (sha256, bytes) => writeFile(file(sha256), bytes),
    makeOld: (sha256, at) => utimes(file(sha256), at, at),
    listAll: () => filesBelow(folder),
  };
}

async function s3Bed(maxBytes?: number): Promise<Bed> {
  const folder = path.join(await scratch(), 'store');
  // Two rows a page: every list of the tests has several pages.
  const peer = await startS3Peer(2);
  onTestFinished(peer.close);
  const name = (sha256: string) => `desk/files/${objectKey(sha256)}`;
  const kept = (sha256: string) => {
    const found = peer.objects.get(name(sha256));
    if (!found) throw new TypeError(`nothing is kept as ${name(sha256)}`);
    return found;
  };
  return {
    store: createS3Store(
      {
        ...S3_ACCOUNT,
        bucket: S3_BUCKET,
        prefix: 'desk/files/',
        endpoint: `http://127.0.0.1:${peer.port}`,
        addressing: 'path',
      },
      folder,
      maxBytes,
    ),
    folder,
    forge: async (sha256, bytes) =>
      void peer.objects.set(name(sha256), { ...kept(sha256), bytes: Buffer.from(bytes) }),
    makeOld: async (sha256, at) => void peer.objects.set(name(sha256), { ...kept(sha256), modifiedAt: at }),
    listAll: async () => [
      ...[...peer.objects.keys()].map((key) => hashOfKey(key.replace('desk/files/', '')) ?? key),
      ...peer.uploads.keys(),
      ...(await filesBelow(folder)),
    ],
  };
}

const toBytes = (text: string) => new TextEncoder().encode(text);
async function* inPieces(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe.each([
  ['on this machine', localBed],
  ['in S3', s3Bed],
])('a store %s', (_, makeBed) => {
  it('gives back what was put, whatever the bytes and the pieces', async () => {
    const { store } = await makeBed();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 5 }), async (pieces) => {
        const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        const [whole, streamed] = [await store.put(bytes), await store.put(inPieces(...pieces))];
        expect(streamed).toEqual(whole);
        expect(whole).toEqual({
          key: `sha256-${sha256Hex(bytes)}`,
          sha256: sha256Hex(bytes),
          size: bytes.length,
        });
        expect(await store.get(whole.key)).toEqual(bytes);
        expect(await store.has(whole.key)).toBe(true);
        const reading = await store.open(whole.key);
        expect(reading?.size).toBe(bytes.length);
        expect(Buffer.concat(await all(reading?.pieces ?? inPieces()))).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 15 },
    );
  });

  it('streams what is larger than a part both ways, never whole in one piece', async () => {
    const { store, listAll } = await makeBed(64 * 1024 * 1024);
    const block = Buffer.alloc(1024 * 1024, 7);
    const blocks = 19;
    const hash = createHash('sha256');
    const { key, size } = await store.put(
      (async function* () {
        for (let index = 0; index < blocks; index++) {
          block.writeUInt32LE(index, 0);
          hash.update(block);
          yield Uint8Array.from(block);
        }
      })(),
    );
    expect([key, size]).toEqual([objectKey(hash.digest('hex')), blocks * block.length]);
    const sizes: number[] = [];
    for await (const piece of (await store.open(key))?.pieces ?? inPieces()) sizes.push(piece.length);
    expect(sizes.reduce((sum, length) => sum + length, 0)).toBe(size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024);
    expect(await listAll()).toEqual([hashOfKey(key)]);
  });

  it('keeps the same bytes once, and leaves nothing else when many put them at once', async () => {
    const { store, listAll } = await makeBed();
    const keys = await Promise.all(Array.from({ length: 8 }, () => store.put(toBytes('same'))));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(await listAll()).toEqual([sha256Hex('same')]);
  });

  it('removes, and knows nothing of what is gone or never was', async () => {
    const { store } = await makeBed();
    const { key } = await store.put(toBytes('x'));
    await store.remove(key);
    await store.remove(key);
    for (const gone of [key, objectKey(sha256Hex('never'))]) {
      expect(await store.get(gone)).toBeNull();
      expect(await store.open(gone)).toBeNull();
      expect(await store.has(gone)).toBe(false);
    }
  });

  it('refuses what is larger than the cap, and keeps nothing of it', async () => {
    const { store, listAll } = await makeBed(4);
    for (const source of [toBytes('12345'), inPieces(toBytes('123'), toBytes('45'))])
      await expect(store.put(source)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await listAll()).toEqual([]);
    expect((await store.put(toBytes('1234'))).size).toBe(4);
  });

  it('keeps nothing of what breaks off', async () => {
    const { store, listAll } = await makeBed();
    const broken = (async function* () {
      yield toBytes('half');
      throw new Error('the sender is gone');
    })();
    await expect(store.put(broken)).rejects.toThrow('the sender is gone');
    expect(await listAll()).toEqual([]);
  });

  it('gives nobody a whole file whose bytes have changed', async () => {
    const { store, forge } = await makeBed();
    const { key, sha256 } = await store.put(toBytes('evidence'));
    for (const forged of ['forged', 'evidencE', '']) {
      await forge(sha256, toBytes(forged));
      await expect(store.get(key)).rejects.toMatchObject({ details: { message: 'storage.objectDamaged' } });
      const seen: Uint8Array[] = [];
      const read = async () => {
        for await (const piece of (await store.open(key))?.pieces ?? inPieces()) seen.push(piece);
      };
      await expect(read()).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(seen).toEqual([]);
    }
  });

  it('never leaves its place, whatever is asked as a key', async () => {
    const { store, folder } = await makeBed();
    const outside = path.join(path.dirname(folder), 'outside.txt');
    await writeFile(outside, 'precious');
    const hostile = [
      '../outside.txt',
      'sha256-../../outside.txt',
      '/etc/hostname',
      `sha256-${'a'.repeat(63)}/`,
      'probe',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...hostile), fc.string()), async (key) => {
        expect(hashOfKey(key)).toBeNull();
        expect([await store.get(key), await store.open(key), await store.has(key)]).toEqual([
          null,
          null,
          false,
        ]);
        await store.remove(key);
      }),
    );
    expect(await readFile(outside, 'utf8')).toBe('precious');
  });

  it('lists what was put before a moment and not since', async () => {
    const { store, makeOld } = await makeBed();
    const old = new Date('2026-03-01T00:00:00Z');
    const before = new Date('2026-03-02T00:00:00Z');
    const texts = ['a', 'b', 'c', 'd', 'e', 'again'];
    const stored = await Promise.all(texts.map((text) => store.put(toBytes(text))));
    await store.put(toBytes('new'));
    for (const { sha256 } of stored) await makeOld(sha256, old);
    await store.put(toBytes('again'));
    const keys = stored.slice(0, -1).map(({ key }) => key);
    expect((await all(store.keysBefore(before))).sort()).toEqual(keys.sort());
    expect(await all(store.keysBefore(old))).toEqual([]);
  });

  it('can be written to, and keeps nothing of the trial', async () => {
    const { store, listAll } = await makeBed();
    await store.tryWriting();
    expect(await isStoreWritable(store)).toBe(true);
    expect(await listAll()).toEqual([]);
  });
});
