import { createHash, timingSafeEqual } from 'node:crypto';

/** Lower-case hexadecimal SHA-256 of the bytes (a string counts as UTF-8). */
export const sha256Hex = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Compares two secrets in a time that depends on neither: both are hashed first, so that lengths may differ. */
export function equalSecrets(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The first bytes of a body as text that can be shown: undecodable bytes become U+FFFD, never an exception. */
export function previewText(bytes: Uint8Array, maxBytes = 2_048): string {
  return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes.subarray(0, maxBytes));
}
