import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECOND_MS } from '@/lib/core/clock';

/** As every authenticator app takes them without being asked (RFC 6238 §5.2, RFC 4226 §5.3). */
const STEP_MS = 30 * SECOND_MS;
const DIGITS = 6;
/** A code of the step before or after counts too: clocks differ, and typing takes time (RFC 6238 §5.2). */
const DRIFT = [0, -1, 1] as const;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const timeStep = (at: Date): number => Math.floor(at.getTime() / STEP_MS);

/** HOTP with HMAC-SHA-1 (RFC 4226 §5.3); of a time step it is TOTP (RFC 6238 §4.2). */
export function oneTimeCode(key: Uint8Array, counter: number, digits = DIGITS): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(bytes).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The time step whose code was typed; null when it is of none that counts now. */
export function findTimeStep(key: Uint8Array, typed: string, at: Date): number | null {
  if (!/^\d{6}$/.test(typed)) return null;
  const now = timeStep(at);
  const isCode = (step: number) => timingSafeEqual(Buffer.from(oneTimeCode(key, step)), Buffer.from(typed));
  return DRIFT.map((drift) => now + drift).find(isCode) ?? null;
}

/** RFC 4648 §6, without padding: how authenticator apps take a key. */
export function toBase32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/** What an authenticator app reads from a QR code (its makers' "Key Uri Format"). */
export function keyUri(issuer: string, account: string, key: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${key}&issuer=${encodeURIComponent(issuer)}`;
}
