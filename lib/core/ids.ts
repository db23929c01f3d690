import { randomFillSync } from 'node:crypto';

const COUNTER_BITS = 34;
/** Of this process; from the lower half, so that it never comes to its end. */
let counter = Math.floor(Math.random() * 2 ** (COUNTER_BITS - 1));

/** 16 bytes of chance with the next count where a UUID has its first bits after the time (RFC 9562 §6.2, method 1). */
function nextRandom(): Uint8Array {
  counter += 1;
  const bytes = randomFillSync(new Uint8Array(16));
  const shares: readonly [at: number, fromBit: number][] = [
    [6, 30],
    [7, 22],
    [8, 16],
    [9, 8],
    [10, 0],
  ];
  for (const [at, fromBit] of shares) bytes[at] = Math.floor(counter / 2 ** fromBit) & 0xff;
  return bytes;
}

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, a counter, then random bits, so that ids sort by birth,
 * those of one process within a millisecond too.
 * @param atMs Unix milliseconds
 * @param random 16 bytes; those of the time and version are overwritten
 */
export function newId(atMs: number = Date.now(), random: Uint8Array = nextRandom()): string {
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
