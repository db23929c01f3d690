import { joinBytes, toBytes } from '@/lib/signing/encoding';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { Bytes } from '@/lib/signing/primitives';
import type { IsFaultOn } from '../faults';
import type { FaultProtocol } from '../faults/fault-entry';

export type SignedParts = {
  protocol: FaultProtocol;
  accessKey: string;
  timestamp: string;
  /** Empty in V1.0. */
  nonce: string;
  payload: Uint8Array;
};

/**
 * The signature that the seller expects, written out from koogallery-protocol §3.1–§3.3 and not taken from the signing
 * room: two calculations that know nothing of each other check each other. The faults that are on take part in it.
 */
export function expectedSignature(parts: SignedParts, isFaultOn: IsFaultOn): string {
  const { protocol, accessKey, nonce, payload } = parts;
  const hmac = (key: Bytes, message: Bytes, encoding: 'hex' | 'base64') =>
    isFaultOn('swapped-key-verification')
      ? nodePrimitives.hmacText('sha256', message, key, encoding)
      : nodePrimitives.hmacText('sha256', key, message, encoding);
  if (protocol === 'V1') return hmac(accessKey + parts.timestamp, payload, 'base64');
  const timestamp = isFaultOn('seconds-verification') ? inSeconds(parts.timestamp) : parts.timestamp;
  const front = accessKey + nonce + timestamp;
  const encoding = isFaultOn('base64-verification') ? 'base64' : 'hex';
  if (protocol === 'kit') return hmac(accessKey, joinBytes(toBytes(front), payload), encoding);
  const inner = isFaultOn('plain-sha256-verification')
    ? Buffer.from(nodePrimitives.hash('sha256', payload)).toString('hex')
    : hmac(accessKey, payload, 'hex');
  return hmac(accessKey, front + inner, encoding);
}

const MILLISECONDS = /^\d{13}$/;
const inSeconds = (timestamp: string): string =>
  MILLISECONDS.test(timestamp) ? timestamp.slice(0, -3) : timestamp;

/** Compares as the seller does: hexadecimal in either case, everything else character by character. */
export function isSameSignature(
  seen: string,
  expected: string,
  protocol: FaultProtocol,
  isFaultOn: IsFaultOn,
): boolean {
  const isExact =
    protocol === 'V1' ||
    isFaultOn('base64-verification') ||
    (protocol === 'V2' && isFaultOn('lower-case-verification'));
  return (isExact ? seen : seen.toLowerCase()) === expected;
}

/** The key of the fault `other-access-key`: one that the seller forgot to replace. */
export const otherAccessKey = (accessKey: string): string => `${accessKey}-before-rotation`;
