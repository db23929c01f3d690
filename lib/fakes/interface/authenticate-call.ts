import type { Clock } from '@/lib/core/clock';
import {
  type NonceCache,
  parseUnixTimestamp,
  parseUtcTimestamp,
  WINDOW_MS,
  windowFailure,
} from '@/lib/signing/verify';
import type { IsFaultOn } from '../faults';
import { alteredPayloads } from './altered-payloads';
import { expectedSignature, isSameSignature } from './expected-signature';
import type { ReadCall } from './read-call';

export type CallAuthentication = {
  /** The key of the interface's type; null while none is set. */
  accessKey: string | null;
  isFaultOn: IsFaultOn;
  clock: Clock;
  nonces: NonceCache;
};

/**
 * Whether a call comes from the holder of the access key (koogallery-protocol §3.1–§3.3). V1.0 names no time window;
 * an honest seller keeps that of V2.0 all the same. It has no nonce, so the same call may come again.
 * @returns null when it does, else a reason code as the signing room spells them, or `ACCESS_KEY_NOT_SET`
 */
export function authenticateCall(call: ReadCall, context: CallAuthentication): string | null {
  const { accessKey, isFaultOn, clock, nonces } = context;
  const { protocol, claim } = call;
  if (isFaultOn('accepts-any-signature')) return null;
  if (accessKey === null) return 'ACCESS_KEY_NOT_SET';
  const { signature, timestamp, nonce } = claim;
  if (!signature || !timestamp || (protocol !== 'V1' && !nonce)) return 'PARAMETER_MISSING';
  const instant = protocol === 'V1' ? parseUtcTimestamp(timestamp) : parseUnixTimestamp(timestamp);
  if (!instant) return 'TIMESTAMP_INVALID';
  if (!isFaultOn('no-timestamp-window')) {
    const outside = windowFailure(timestamp, instant, clock.now().getTime());
    if (outside) return outside.code;
  }
  const parts = { protocol, accessKey, timestamp, nonce: nonce ?? '' };
  const isSigned = (payload: Uint8Array) =>
    isSameSignature(signature, expectedSignature({ ...parts, payload }, isFaultOn), protocol, isFaultOn);
  if (!isSigned(call.payload) && !(isFaultOn('ignores-body') && isAlmostSigned(call, isSigned)))
    return 'SIGNATURE_MISMATCH';
  // Last, so that nobody can use up a nonce who does not hold the key.
  if (nonce === null || isFaultOn('no-replay-protection')) return null;
  return nonces.remember(nonce, instant.ms + WINDOW_MS) ? null : 'NONCE_REPLAYED';
}

function isAlmostSigned(call: ReadCall, isSigned: (payload: Uint8Array) => boolean): boolean {
  if (call.reducedPayloads().some(isSigned)) return true;
  for (const payload of alteredPayloads(call.payload)) if (isSigned(payload)) return true;
  return false;
}
