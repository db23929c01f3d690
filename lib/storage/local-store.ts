import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hashOfKey, objectKey } from './object-key';
import type { ObjectStore } from './object-store';
import { storageFailure, systemCode } from './storage-failure';
import { collectPieces, verifiedPieces } from './verified-pieces';
import { filesBefore, removePart, removeParts, requireRoom, writePart } from './write-part';

export const DEFAULT_MAX_OBJECT_BYTES = 20 * 1024 * 1024;
/** Where files on their way are written; two letters would be a folder of objects. */
const UNFINISHED_FOLDER = 'unfinished';
/** More than a block: a full disk often still takes an empty file. */
const PROBE_BYTES = 16 * 1024;

/**
 * Objects as files below `root`, in folders named after the first byte of their hash.
 * A file appears under its name only when it is whole and on disk: it is written beside, flushed, then renamed.
 * @param root absolute folder, created when it is missing
 */
export function createLocalStore(root: string, maxBytes = DEFAULT_MAX_OBJECT_BYTES): ObjectStore {
  const parts = path.join(root, UNFINISHED_FOLDER);
  const filePath = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256);
  const fileOfKey = (key: string) => {
    const sha256 = hashOfKey(key);
    return sha256 === null ? null : { sha256, file: filePath(sha256) };
  };
  const openKey: ObjectStore['open'] = async (key) => {
    const known = fileOfKey(key);
    const handle = known && (await openIfThere(known.file));
    if (!handle) return null;
    const { size } = await handle.stat();
    return { size, pieces: verifiedPieces(readAll(handle), known.sha256) };
  };
  return {
    place: { setting: 'STORAGE_DIR', name: root },
    put: async (source) => {
      if (source instanceof Uint8Array) requireRoom(source.byteLength, maxBytes);
      const { file, sha256, size } = await writePart(parts, source, maxBytes);
      try {
        await mkdir(path.dirname(filePath(sha256)), { recursive: true, mode: 0o700 });
        await rename(file, filePath(sha256));
      } catch (error) {
        await removePart(file);
        throw storageFailure(error);
      }
      return { key: objectKey(sha256), sha256, size };
    },
    open: openKey,
    get: async (key) => collectPieces(await openKey(key)),
    has: async (key) => {
      const known = fileOfKey(key);
      return known !== null && (await stat(known.file).catch(() => null))?.isFile() === true;
    },
    remove: async (key) => {
      const known = fileOfKey(key);
      if (known) await rm(known.file, { force: true });
    },
    keysBefore: async function* (before) {
      for await (const { file, name } of filesBefore(root, before))
        if (hashOfKey(objectKey(name)) !== null && file === filePath(name)) yield objectKey(name);
    },
    removeUnfinished: (before) => removeParts(root, before),
    tryWriting: async () => {
      const { file } = await writePart(parts, new Uint8Array(PROBE_BYTES), PROBE_BYTES);
      await rm(file, { force: true });
    },
  };
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw storageFailure(error);
  }
}

/** The handle is closed when its bytes are read, or when nobody reads on. */
async function* readAll(handle: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    yield* handle.createReadStream({ autoClose: false });
  } finally {
    await handle.close();
  }
}
