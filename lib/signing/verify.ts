import { type Clock, SECOND_MS } from '@/lib/core/clock';
import { SIGNATURE_VALID_SECONDS } from '@/lib/core/policy';
import type { SignatureFailure, TimestampUnit } from './failure';

/** How far a timestamp may be from the verifier's clock, in both directions. */
export const WINDOW_MS = SIGNATURE_VALID_SECONDS * SECOND_MS;

/** Remembers nonces so that a request that was captured cannot be sent again within the window. */
export type NonceCache = {
  /** True when the nonce is new, which also stores it until `untilMs` (Unix milliseconds). One atomic step. */
  remember(nonce: string, untilMs: number): boolean;
};

/** A cache for one process. Expired nonces are dropped once a second, so it stays as small as the window. */
export function memoryNonceCache(clock: Clock): NonceCache {
  const expiries = new Map<string, number>();
  let sweptMs = 0;
  return {
    remember(nonce, untilMs) {
      const nowMs = clock.now().getTime();
      if (nowMs - sweptMs >= SECOND_MS) {
        for (const [known, expiryMs] of expiries) if (expiryMs < nowMs) expiries.delete(known);
        sweptMs = nowMs;
      }
      const expiryMs = expiries.get(nonce);
      if (expiryMs !== undefined && expiryMs >= nowMs) return false;
      expiries.set(nonce, untilMs);
      return true;
    },
  };
}

/** Compares two texts in a time that depends on their lengths only, which are public for a digest. */
export function equalInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

const UPPER_A = 0x41;
const UPPER_F = 0x46;
const TO_LOWER = 0x20;

/** The same for hexadecimal, where `seen` may be in either case. Its time tells about `seen`, which its sender knows. */
export function equalHexInConstantTime(seen: string, expected: string): boolean {
  if (seen.length !== expected.length) return false;
  let difference = 0;
  for (let i = 0; i < seen.length; i++) {
    const unit = seen.charCodeAt(i);
    const lower = unit >= UPPER_A && unit <= UPPER_F ? unit | TO_LOWER : unit;
    difference |= lower ^ expected.charCodeAt(i);
  }
  return difference === 0;
}

export type Timestamp = { unit: TimestampUnit; ms: number };

/** Unix time in seconds (10 digits) or milliseconds (13 digits); null for anything else. */
export function parseUnixTimestamp(text: string): Timestamp | null {
  if (!/^\d+$/.test(text)) return null;
  if (text.length === 13) return { unit: 'milliseconds', ms: Number(text) };
  return text.length === 10 ? { unit: 'seconds', ms: Number(text) * SECOND_MS } : null;
}

/** `yyyyMMddHHmmss` or `yyyyMMddHHmmssSSS` in UTC, as V1.0 writes it; null when no such instant exists. */
export function parseUtcTimestamp(text: string): Timestamp | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction = '000'] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`;
  const ms = Date.parse(iso);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== iso) return null;
  return { unit: match[7] === undefined ? 'seconds' : 'milliseconds', ms };
}

/** `date` as V1.0 and `expireTime` write it: `yyyyMMddHHmmss`, with `SSS` when asked. */
export function formatUtcTimestamp(date: Date, hasMilliseconds: boolean): string {
  return date
    .toISOString()
    .replace(/\D/g, '')
    .slice(0, hasMilliseconds ? 17 : 14);
}

/** The failure when `timestamp` lies outside the window around `nowMs`; null inside, both edges included. */
export function windowFailure(seen: string, timestamp: Timestamp, nowMs: number): SignatureFailure | null {
  const ageMs = nowMs - timestamp.ms;
  if (Math.abs(ageMs) <= WINDOW_MS) return null;
  const common = { seen, unit: timestamp.unit, windowMs: WINDOW_MS };
  return ageMs > 0
    ? { code: 'TIMESTAMP_STALE', ageMs, ...common }
    : { code: 'TIMESTAMP_FUTURE', aheadMs: -ageMs, ...common };
}
