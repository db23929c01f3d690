import { createHash } from 'node:crypto';
import { AppError } from '@/lib/core/errors';
import { objectKey } from './object-key';
import { storageFailure } from './storage-failure';

/**
 * The pieces of an object as they are read. The last one is held until all of them have the hash, so that nobody gets a
 * whole file whose bytes have changed.
 * @throws AppError INTERNAL when they have; else as `storageFailure` says
 */
export async function* verifiedPieces(
  pieces: AsyncIterable<Uint8Array>,
  sha256: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | null = null;
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      if (held !== null) yield held;
      held = piece;
    }
  } catch (error) {
    throw storageFailure(error);
  }
  if (hash.digest('hex') !== sha256)
    throw new AppError('INTERNAL', { message: 'storage.objectDamaged', values: { key: objectKey(sha256) } });
  if (held !== null) yield held;
}

/** All pieces of an object; null where there is none. */
export async function collectPieces(
  reading: { pieces: AsyncIterable<Uint8Array> } | null,
): Promise<Uint8Array | null> {
  if (reading === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of reading.pieces) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
