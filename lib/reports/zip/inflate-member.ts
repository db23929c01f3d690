import { createInflateRaw } from 'node:zlib';
import { FileRefused } from '../rules/file-problem';
import type { ZipMember } from './read-directory';

const PIECE_BYTES = 64 * 1024;

/**
 * The content of an entry piece by piece. Inflating ends where the reader stops asking, and at the size that the
 * directory claims, so that a claim cannot lie.
 * @throws FileRefused NOT_A_ZIP when the bytes are damaged, or are more or fewer than claimed
 */
export async function* inflateMember({ method, packed, size }: ZipMember): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    for (let at = 0; at < packed.length; at += PIECE_BYTES) yield packed.subarray(at, at + PIECE_BYTES);
    return;
  }
  let total = 0;
  const inflating = createInflateRaw({ chunkSize: PIECE_BYTES });
  inflating.end(packed);
  try {
    for await (const piece of inflating as AsyncIterable<Uint8Array>) {
      total += piece.length;
      if (total > size) break;
      yield piece;
    }
  } catch (error) {
    throw new FileRefused('NOT_A_ZIP', error);
  }
  if (total !== size) throw new FileRefused('NOT_A_ZIP');
}
