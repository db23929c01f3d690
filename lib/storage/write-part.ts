import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { ObjectSource } from './object-store';
import { storageFailure, systemCode } from './storage-failure';

/** A file on its way: all of its bytes are on disk, under a name that nobody reads. */
export type WrittenPart = { file: string; sha256: string; size: number };

const UNFINISHED = '.part';

/**
 * Writes what is to be kept beside what is kept: only its end tells the hash that it is kept under. Nothing of it is
 * left when it fails.
 * @throws AppError LIMIT_EXCEEDED beyond `maxBytes`; else as `storageFailure` says
 */
export async function writePart(
  folder: string,
  source: ObjectSource,
  maxBytes: number,
): Promise<WrittenPart> {
  const file = path.join(folder, `${newId()}${UNFINISHED}`);
  const hash = createHash('sha256');
  let size = 0;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    try {
      for await (const piece of source instanceof Uint8Array ? [source] : source) {
        size += piece.byteLength;
        requireRoom(size, maxBytes);
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await removePart(file);
    throw storageFailure(error);
  }
  return { file, sha256: hash.digest('hex'), size };
}

/** @throws AppError LIMIT_EXCEEDED */
export function requireRoom(size: number, maxBytes: number): void {
  if (size > maxBytes) throw limitExceeded('storage.objectTooLarge', { values: { size, maxBytes } });
}

/** What could not be written may not let itself be removed either: the first reason is the one to tell. */
export const removePart = (file: string): Promise<void> => rm(file, { force: true }).catch(() => {});

/** Deletes what was left half written below a folder of folders before this moment. @returns how many */
export async function removeParts(root: string, before: Date): Promise<number> {
  let count = 0;
  for await (const { file } of filesBefore(root, before)) {
    if (!file.endsWith(UNFINISHED)) continue;
    await rm(file, { force: true });
    count += 1;
  }
  return count;
}

/** The files in the folders of a root that nobody has written to since. */
export async function* filesBefore(
  root: string,
  before: Date,
): AsyncGenerator<{ file: string; name: string }> {
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
