import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '@/lib/core/bytes';
import { AppError, limitExceeded } from '@/lib/core/errors';
import { hashOfKey, objectKey } from './object-key';
import type { ObjectStore } from './object-store';

export const DEFAULT_MAX_OBJECT_BYTES = 20 * 1024 * 1024;

/**
 * Objects as files below `root`, in folders named after the first byte of their hash.
 * A file appears under its name only when it is whole and on disk: it is written beside, flushed, then renamed.
 * @param root absolute folder, created when it is missing
 */
export function createLocalStore(root: string, maxBytes = DEFAULT_MAX_OBJECT_BYTES): ObjectStore {
  const fileOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256);
  return {
    put: async (bytes) => {
      if (bytes.byteLength > maxBytes)
        throw limitExceeded('storage.objectTooLarge', { values: { size: bytes.byteLength, maxBytes } });
      const sha256 = sha256Hex(bytes);
      await writeWhole(fileOf(sha256), bytes);
      return { key: objectKey(sha256), sha256, size: bytes.byteLength };
    },
    get: async (key) => {
      const sha256 = hashOfKey(key);
      if (sha256 === null) return null;
      const bytes = await readIfThere(fileOf(sha256));
      if (bytes !== null && sha256Hex(bytes) !== sha256)
        throw new AppError('INTERNAL', { message: 'storage.objectDamaged', values: { key } });
      return bytes;
    },
    remove: async (key) => {
      const sha256 = hashOfKey(key);
      if (sha256 !== null) await rm(fileOf(sha256), { force: true });
    },
  };
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
