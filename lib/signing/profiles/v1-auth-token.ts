import type { Clock } from '@/lib/core/clock';
import { compareUnits, decodeQuery, type Parameter, parameterValue, readQuery } from '../canonical';
import { failedSignature, type Stages, type Verification } from '../failure';
import type { Digests } from '../primitives';
import { equalInConstantTime, parseUtcTimestamp, windowFailure } from '../verify';

/**
 * V1.0 `authToken`: how a seller knows that a GET call comes from KooGallery.
 *
 *     text      = name=value&name=value…    all URL-decoded parameters but authToken, names ascending
 *     authToken = base64 HMAC-SHA256(key = accessKey + timeStamp, text)
 *
 * Source: SaaS Access Guide V1.0, "authToken" and its published example.
 * https://support.huaweicloud.com/intl/en-us/accessg-marketplace/en-us_topic_0070649066.html
 * `timeStamp` stays in the text although it is in the key too; `mobilePhone` and `email` stay ciphertext.
 * Known trouble: values are URL-encoded once, so base64 arrives with `%2B`. Code that decodes twice, or that decodes
 * a value whose `+` was not encoded, turns the plus into a space.
 * The documentation names no time window for V1.0: `clock` null does as documented, a clock applies that of V2.0.
 */
export type V1AuthTokenParts = { accessKey: string; parameters: readonly Parameter[] };

/** The text under the HMAC. Parameters that share a name keep their order. */
export function authTokenText(parameters: readonly Parameter[]): string {
  return parameters
    .filter(([name]) => name !== 'authToken')
    .toSorted(([a], [b]) => compareUnits(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Every stage of the calculation; `signature` is the token in base64. A missing `timeStamp` counts as empty. */
export function stagesV1AuthToken(parts: V1AuthTokenParts, digests: Digests): Stages {
  const key = parts.accessKey + (parameterValue(parts.parameters, 'timeStamp') ?? '');
  const canonical = authTokenText(parts.parameters);
  return { bodyHash: null, canonical, signature: digests.hmacText('sha256', key, canonical, 'base64') };
}

/** The production URL with all parameters and their `authToken`, each URL-encoded once. */
export function signV1Request(
  call: V1AuthTokenParts & { url: string },
  digests: Digests,
): { method: 'GET'; url: string; authToken: string; stages: Stages } {
  const stages = stagesV1AuthToken(call, digests);
  const sent = [
    ...call.parameters.filter(([name]) => name !== 'authToken'),
    ['authToken', stages.signature] as const,
  ];
  const query = sent
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const url = `${call.url}${call.url.includes('?') ? '&' : '?'}${query}`;
  return { method: 'GET', url, authToken: stages.signature, stages };
}

/** Verifies a V1.0 call from its URL, which may be relative. */
export function verifyV1Request(
  request: { url: string },
  policy: { accessKey: string; clock: Clock | null },
  digests: Digests,
): Verification {
  if (policy.accessKey === '') return failedSignature({ code: 'ACCESS_KEY_EMPTY' });
  const parameters = decodeQuery(readQuery(request.url));
  const seen = parameterValue(parameters, 'authToken');
  if (!seen) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'authToken' });
  const timeStamp = parameterValue(parameters, 'timeStamp');
  if (!timeStamp) return failedSignature({ code: 'PARAMETER_MISSING', parameter: 'timeStamp' });
  const timestamp = parseUtcTimestamp(timeStamp);
  if (policy.clock && !timestamp)
    return failedSignature({ code: 'TIMESTAMP_INVALID', seen: timeStamp, form: 'utc' });
  const outside =
    policy.clock && timestamp && windowFailure(timeStamp, timestamp, policy.clock.now().getTime());
  if (outside) return failedSignature(outside);
  const stages = stagesV1AuthToken({ accessKey: policy.accessKey, parameters }, digests);
  if (!equalInConstantTime(seen, stages.signature)) {
    return failedSignature({ code: 'SIGNATURE_MISMATCH', seen, expected: stages.signature, stages });
  }
  return { ok: true, unit: timestamp?.unit ?? null, timestampMs: timestamp?.ms ?? null, stages };
}
