import { brotliDecompressSync, inflateRawSync, inflateSync } from 'node:zlib';
import { toText } from '@/lib/signing/encoding';

/** Names of content codings (RFC 9110 §8.4.1); `zlib` is what the coding called deflate holds. */
export type Compression = 'gzip' | 'zlib' | 'zstd' | 'deflate' | 'br';

/** A response has a few hundred bytes; what expands to more is none. */
const MOST_BYTES = 256 * 1024;
const MOST_EXPANDED = 1024 * 1024;

/**
 * How a body was compressed that no header declares: by its first bytes (RFC 1952, RFC 1950, RFC 8878), and by trying
 * where the coding has no mark of its own. Null where it reads as text, or nothing expands it to text.
 */
export function recogniseCompression(body: Uint8Array): Compression | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = body;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) return 'zstd';
  if (body.length > MOST_BYTES || toText(body) !== null) return isZlib(first, second, body) ? 'zlib' : null;
  if (isZlib(first, second, body)) return 'zlib';
  if (expandsToText(body, inflateRawSync)) return 'deflate';
  return expandsToText(body, brotliDecompressSync) ? 'br' : null;
}

/** A head of zlib is a multiple of 31 and names the method 8. */
const isZlib = (first: number, second: number, body: Uint8Array): boolean =>
  (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0 && expandsToText(body, inflateSync);

type Expand = (body: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

/** Bytes by chance may expand to a few others, and hardly to a text that begins as responses do. */
function expandsToText(body: Uint8Array, expand: Expand): boolean {
  if (body.length > MOST_BYTES) return false;
  try {
    const text = toText(new Uint8Array(expand(body, { maxOutputLength: MOST_EXPANDED })));
    return text !== null && /^\ufeff?\s{0,100}[{["<]/.test(text);
  } catch {
    return false;
  }
}
