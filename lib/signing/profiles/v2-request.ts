import type { Clock } from '@/lib/core/clock';
import { canonicalJson, type JsonObject, queryReader, readQuery } from '../canonical';
import { toBytes } from '../encoding';
import { failedSignature, type Stages, type Verification } from '../failure';
import type { Digests, RandomBytes } from '../primitives';
import { randomText } from '../random-text';
import {
  equalHexInConstantTime,
  type NonceCache,
  parseUnixTimestamp,
  WINDOW_MS,
  windowFailure,
} from '../verify';

/**
 * V2.0 request signature: how a seller knows that a call comes from KooGallery.
 *
 *     inner     = lowercase hex HMAC-SHA256(accessKey, exact body bytes)
 *     canonical = accessKey + nonce + timestamp + inner
 *     signature = hex HMAC-SHA256(accessKey, canonical)       sent upper case, compared in either case
 *
 * Source: SaaS Access Guide V2.0, "HTTP Body Signature", and Huawei's Java sample.
 * https://support.huaweicloud.com/intl/en-us/accessg-marketplace/topic_0070649090.html
 * Known contradictions, and the reading taken here:
 * - the page says the timestamp is in seconds, every example has 13 digits → milliseconds are sent, both are
 *   accepted and the unit is reported;
 * - the older English page sorts parameters "from Z to A", newer pages and the sample from A to Z → ascending;
 * - the page prints `HMAC_SHA256(x)` without a key → both HMACs use the access key, as the sample does.
 */
export type V2RequestParts = { accessKey: string; nonce: string; timestamp: string; body: Uint8Array };

export const NONCE_CHARACTERS = { least: 16, sent: 32, most: 64 } as const;

/** Every stage of the calculation; `signature` in lower case. */
export function stagesV2Request(parts: V2RequestParts, digests: Digests): Stages & { bodyHash: string } {
  const { accessKey } = parts;
  const bodyHash = digests.hmacText('sha256', accessKey, parts.body, 'hex');
  const canonical = accessKey + parts.nonce + parts.timestamp + bodyHash;
  return { bodyHash, canonical, signature: digests.hmacText('sha256', accessKey, canonical, 'hex') };
}

export type SignedV2Request = {
  method: 'POST';
  /** The production URL with `signature`, `timestamp` and `nonce` appended to its query. */
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** The exact bytes that were signed and must be sent. */
  body: Uint8Array;
  /** Upper-case hexadecimal. */
  signature: string;
  timestamp: string;
  nonce: string;
  stages: Stages & { bodyHash: string };
};

/**
 * Signs a call as KooGallery would send it.
 * @param call an object becomes canonical JSON; bytes are signed as they are
 */
export function signV2Request(
  call: { url: string; accessKey: string; body: JsonObject | Uint8Array },
  sources: { clock: Clock; random: RandomBytes },
  digests: Digests,
): SignedV2Request {
  const body = call.body instanceof Uint8Array ? call.body : toBytes(canonicalJson(call.body));
  const timestamp = String(sources.clock.now().getTime());
  const nonce = randomText(NONCE_CHARACTERS.sent, sources.random);
  const stages = stagesV2Request({ accessKey: call.accessKey, nonce, timestamp, body }, digests);
  const signature = stages.signature.toUpperCase();
  return {
    method: 'POST',
    url: appendQuery(call.url, `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`),
    headers: [
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json;charset=utf8'],
    ],
    body,
    signature,
    timestamp,
    nonce,
    stages,
  };
}

/** The URL with a query added. Works on the text, so that the seller's own spelling of the URL stays as it is. */
export function appendQuery(url: string, query: string): string {
  const hash = url.indexOf('#');
  const beforeFragment = hash < 0 ? url : url.slice(0, hash);
  const separator = !beforeFragment.includes('?') ? '?' : /[?&]$/.test(beforeFragment) ? '' : '&';
  return `${beforeFragment}${separator}${query}`;
}

/**
 * Verifies a call that claims to come from KooGallery.
 * @param request `url` may be relative; `body` is the raw body, never one that was parsed and written again
 * @param policy `clock` null leaves the window unjudged (an exchange from the past); `nonces` null allows repeats.
 *   A nonce is remembered only after everything else is right, so that a forger cannot fill the cache.
 */
export function verifyV2Request(
  request: { url: string; body: Uint8Array },
  policy: { accessKey: string; clock: Clock | null; nonces: NonceCache | null },
  digests: Digests,
): Verification {
  if (policy.accessKey === '') return failedSignature({ code: 'ACCESS_KEY_EMPTY' });
  const parameter = queryReader(readQuery(request.url));
  const signature = parameter('signature');
  const timestamp = parameter('timestamp');
  const nonce = parameter('nonce');
  if (!signature) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'signature' });
  if (!timestamp) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'timestamp' });
  if (!nonce) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'nonce' });
  const stages = stagesV2Request(
    { accessKey: policy.accessKey, nonce, timestamp, body: request.body },
    digests,
  );
  return judgeHexSignature({ signature, timestamp, nonce, stages }, policy);
}

/** The part that V2.0 requests and kit requests share: form, time, value, nonce — in this order. */
export function judgeHexSignature(
  claim: { signature: string; timestamp: string; nonce: string; stages: Stages },
  policy: { clock: Clock | null; nonces: NonceCache | null },
): Verification {
  const { signature: seen, stages } = claim;
  const isRight = equalHexInConstantTime(seen, stages.signature);
  // The form matters only for saying what is wrong.
  if (!isRight && !/^[0-9a-fA-F]{64}$/.test(seen))
    return failedSignature({ code: 'SIGNATURE_MALFORMED', seen });
  const timestamp = parseUnixTimestamp(claim.timestamp);
  if (!timestamp) return failedSignature({ code: 'TIMESTAMP_INVALID', seen: claim.timestamp, form: 'unix' });
  const outside = policy.clock && windowFailure(claim.timestamp, timestamp, policy.clock.now().getTime());
  if (outside) return failedSignature(outside);
  // In the case of what was seen: a sentence shows both, and case makes no difference.
  const expected = /[A-F]/.test(seen) ? stages.signature.toUpperCase() : stages.signature;
  if (!isRight) return failedSignature({ code: 'SIGNATURE_MISMATCH', seen, expected, stages });
  if (policy.nonces && !policy.nonces.remember(claim.nonce, timestamp.ms + WINDOW_MS)) {
    return failedSignature({ code: 'NONCE_REPLAYED', nonce: claim.nonce });
  }
  return { ok: true, unit: timestamp.unit, timestampMs: timestamp.ms, stages };
}
