import type { RandomBytes } from './primitives';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The largest multiple of 62 in a byte: bytes from here on would make the first letters likelier. */
const FAIR_BELOW = 248;
/** One byte in 32 is too large: with a few to spare a second draw is rare. */
const SPARE = 8;

/** `length` characters of `[0-9A-Za-z]`, each equally likely: nonces and initialisation vectors. */
export function randomText(length: number, random: RandomBytes): string {
  const codes: number[] = [];
  while (codes.length < length) {
    const bytes = random(length + SPARE);
    for (let i = 0; i < bytes.length && codes.length < length; i++) {
      const byte = bytes[i] ?? FAIR_BELOW;
      if (byte < FAIR_BELOW) codes.push(ALPHABET.charCodeAt(byte % ALPHABET.length));
    }
  }
  return String.fromCharCode(...codes);
}
