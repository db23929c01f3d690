import type { Clock } from '@/lib/core/clock';
import { joinBytes, toBytes } from '../encoding';
import { failedSignature, type Stages, type Verification } from '../failure';
import type { Digests, RandomBytes } from '../primitives';
import { randomText } from '../random-text';
import type { NonceCache } from '../verify';
import { judgeHexSignature, NONCE_CHARACTERS } from './v2-request';

/**
 * V2.0 joint-operations (kit) signature, in the headers `x-sign`, `x-timestamp` (milliseconds) and `x-nonce`.
 *
 *     canonical = key + nonce + timestamp + payload           the payload is NOT hashed first
 *     x-sign    = hex HMAC-SHA256(key, canonical)
 *
 * Source: SaaS Access Guide V2.0, joint-operations interfaces, and Huawei's kit sample.
 * https://support.huaweicloud.com/intl/en-us/accessg-marketplace/
 * Known contradiction: it looks like the basic interfaces' signature, which hashes the payload first; sellers who
 * share one verifier for both fail here. The key belongs to the interface type: base and kit never share one.
 */
export type V2KitParts = { key: string; nonce: string; timestamp: string; payload: Uint8Array };

/** Every stage of the calculation; `signature` in lower case. */
export function stagesV2Kit(parts: V2KitParts, digests: Digests): Stages {
  const canonical = joinBytes(toBytes(parts.key + parts.nonce + parts.timestamp), parts.payload);
  return { bodyHash: null, canonical, signature: digests.hmacText('sha256', parts.key, canonical, 'hex') };
}

/** The three headers for a payload, with the current time and a new nonce. */
export function signV2Kit(
  call: { key: string; payload: Uint8Array },
  sources: { clock: Clock; random: RandomBytes },
  digests: Digests,
): { headers: readonly (readonly [name: string, value: string])[]; stages: Stages } {
  const timestamp = String(sources.clock.now().getTime());
  const nonce = randomText(NONCE_CHARACTERS.sent, sources.random);
  const stages = stagesV2Kit({ ...call, nonce, timestamp }, digests);
  const headers = [
    ['x-sign', stages.signature],
    ['x-timestamp', timestamp],
    ['x-nonce', nonce],
  ] as const;
  return { headers, stages };
}

/** Verifies a kit call; header names count in any case. Policy as in `verifyV2Request`. */
export function verifyV2Kit(
  request: { headers: readonly (readonly [name: string, value: string])[]; payload: Uint8Array },
  policy: { key: string; clock: Clock | null; nonces: NonceCache | null },
  digests: Digests,
): Verification {
  if (policy.key === '') return failedSignature({ code: 'ACCESS_KEY_EMPTY' });
  const header = (wanted: string) => request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const [signature, timestamp, nonce] = ['x-sign', 'x-timestamp', 'x-nonce'].map(header);
  if (!signature) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'x-sign' });
  if (!timestamp) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'x-timestamp' });
  if (!nonce) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'x-nonce' });
  const stages = stagesV2Kit({ key: policy.key, nonce, timestamp, payload: request.payload }, digests);
  return judgeHexSignature({ signature, timestamp, nonce, stages }, policy);
}
