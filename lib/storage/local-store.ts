import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '@/lib/core/bytes';
import { AppError, limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { hashOfKey, objectKey } from './object-key';
import type { ObjectStore } from './object-store';
import { storageFailure, systemCode } from './storage-failure';

export const DEFAULT_MAX_OBJECT_BYTES = 20 * 1024 * 1024;
const UNFINISHED = '.part';
/** More than a block: a full disk often still takes an empty file. */
const PROBE_BYTES = 16 * 1024;

/**
 * Objects as files below `root`, in folders named after the first byte of their hash.
 * A file appears under its name only when it is whole and on disk: it is written beside, flushed, then renamed.
 * @param root absolute folder, created when it is missing
 */
export function createLocalStore(root: string, maxBytes = DEFAULT_MAX_OBJECT_BYTES): ObjectStore {
  const filePath = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256);
  return {
    put: async (bytes) => {
      if (bytes.byteLength > maxBytes)
        throw limitExceeded('storage.objectTooLarge', { values: { size: bytes.byteLength, maxBytes } });
      const sha256 = sha256Hex(bytes);
      await writeWhole(filePath(sha256), bytes);
      return { key: objectKey(sha256), sha256, size: bytes.byteLength };
    },
    get: async (key) => {
      const sha256 = hashOfKey(key);
      if (sha256 === null) return null;
      const bytes = await readIfThere(filePath(sha256));
      if (bytes !== null && sha256Hex(bytes) !== sha256)
        throw new AppError('INTERNAL', { message: 'storage.objectDamaged', values: { key } });
      return bytes;
    },
    remove: async (key) => {
      const sha256 = hashOfKey(key);
      if (sha256 !== null) await rm(filePath(sha256), { force: true });
    },
    keysBefore: async function* (before) {
      for await (const { file, name } of filesBefore(root, before))
        if (hashOfKey(objectKey(name)) !== null && file === filePath(name)) yield objectKey(name);
    },
    removeUnfinished: async (before) => {
      let count = 0;
      for await (const { file } of filesBefore(root, before)) {
        if (!file.endsWith(UNFINISHED)) continue;
        await rm(file, { force: true });
        count += 1;
      }
      return count;
    },
  };
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(file);
  const temporary = `${file}.${newId()}${UNFINISHED}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    // What could not be written may not let itself be removed either: the first reason is the one to tell.
    await rm(temporary, { force: true }).catch(() => {});
    throw storageFailure(error);
  }
}

/** The files in the folders of the store that nobody has written to since. */
async function* filesBefore(root: string, before: Date): AsyncGenerator<{ file: string; name: string }> {
  for (const folder of await listEntries(root)) {
    for (const name of await listEntries(path.join(root, folder))) {
      const file = path.join(root, folder, name);
      const found = await stat(file).catch(() => null);
      if (found?.isFile() && found.mtime < before) yield { file, name };
    }
  }
}

async function listEntries(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

/**
 * Whether the store could keep something now: a file is written as objects are, and removed.
 * @param root as of `createLocalStore`
 */
export async function isStoreWritable(root: string): Promise<boolean> {
  const file = path.join(root, 'probe', 'probe');
  try {
    await writeWhole(file, new Uint8Array(PROBE_BYTES));
    await rm(file, { force: true });
    return true;
  } catch {
    return false;
  }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
