import { randomFillSync } from 'node:crypto';

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits, so that ids sort by birth.
 * @param atMs Unix milliseconds
 * @param random 16 bytes; those of the time and version are overwritten
 */
export function newId(
  atMs: number = Date.now(),
  random: Uint8Array = randomFillSync(new Uint8Array(16)),
): string {
  const bytes = Uint8Array.from(random);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(atMs / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a string from outside can be an id at all: anything else is answered as not found, never sent to the database. */
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** Chance for what is no secret, at least 0 and below 1: pauses, samples, temporary names. */
export const systemRandom = (): number => Math.random();
