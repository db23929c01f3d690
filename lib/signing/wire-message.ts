import type { Clock } from '@/lib/core/clock';
import { decodeQuery, parameterValue, readQuery } from './canonical';
import { failedSignature, type SignatureFailure, type Verification } from './failure';
import { type HttpMessage, signedHeader } from './http-message';
import type { Examined } from './hypotheses/examined';
import type { Digests } from './primitives';
import { verifyV1Request } from './profiles/v1-auth-token';
import {
  BODY_SIGN_HEADER,
  BODY_SIGN_TYPE,
  findBodySign,
  type RawHeaders,
  verifyV1Body,
} from './profiles/v1-body-sign';
import { verifyV2Kit } from './profiles/v2-kit';
import { verifyV2Request } from './profiles/v2-request';
import type { NonceCache } from './verify';

export const PROFILES = ['v2-request', 'v2-kit', 'v1-auth-token', 'v1-body-sign'] as const;
export type Profile = (typeof PROFILES)[number];

/** One part of a message, from a paste or from its parts; `url` may be relative, and is empty in a response. */
export type WireMessage = { url: string; headers: RawHeaders; body: Uint8Array };

export const toWireMessage = ({ start, headers, body }: HttpMessage): WireMessage => ({
  url: start.kind === 'request' ? start.target : '',
  headers,
  body,
});

/** The profile by what the message carries; null when it carries no signature of a known one. */
export function recogniseProfile({ url, headers }: WireMessage): Profile | null {
  const query = decodeQuery(readQuery(url));
  if (signedHeader(headers, 'x-sign') !== null) return 'v2-kit';
  if (parameterValue(query, 'signature') !== null) return 'v2-request';
  if (parameterValue(query, 'authToken') !== null) return 'v1-auth-token';
  return findBodySign(headers) ? 'v1-body-sign' : null;
}

/** Verifies a message by the rule of one profile. Policy as in `verifyV2Request`; V1.0 has no nonces. */
export function verifyMessage(
  profile: Profile,
  message: WireMessage,
  policy: { accessKey: string; clock: Clock | null; nonces: NonceCache | null },
  digests: Digests,
): Verification {
  if (profile === 'v2-request') return verifyV2Request(message, policy, digests);
  if (profile === 'v1-auth-token') return verifyV1Request(message, policy, digests);
  if (profile === 'v1-body-sign') return verifyV1Body(message, policy, digests);
  const { headers, body: payload } = message;
  return verifyV2Kit({ headers, payload }, { ...policy, key: policy.accessKey }, digests);
}

/**
 * What the Signature X-ray needs to know of a message.
 * @param known `theirs` the value that the other side calculated, where it is not the one in the message;
 *   `requestTimestamp` that of the request which a response answers
 */
export function examineMessage(
  profile: Profile,
  message: WireMessage,
  known: { accessKey: string; otherKeys: readonly string[]; theirs?: string; requestTimestamp?: string },
): { ok: true; examined: Examined } | { ok: false; failure: SignatureFailure } {
  const { url, headers, body } = message;
  const { accessKey, otherKeys, theirs, requestTimestamp } = known;
  if (accessKey === '') return failedSignature({ code: 'ACCESS_KEY_EMPTY' });
  const keys = { accessKey, otherKeys };
  if (profile === 'v1-body-sign') {
    const value = `sign_type="${BODY_SIGN_TYPE}", signature="${theirs}"`;
    const shown: RawHeaders = theirs === undefined ? headers : [[BODY_SIGN_HEADER, value]];
    const stamp = requestTimestamp === undefined ? {} : { requestTimestamp };
    return { ok: true, examined: { ...keys, profile, headers: shown, body, ...stamp } };
  }
  const query = decodeQuery(readQuery(url));
  if (profile === 'v1-auth-token') {
    const value = theirs ?? parameterValue(query, 'authToken') ?? '';
    return {
      ok: true,
      examined: { ...keys, profile, parameters: query, query: readQuery(url), theirs: value },
    };
  }
  const isKit = profile === 'v2-kit';
  const read = (name: string) => (isKit ? signedHeader(headers, `x-${name}`) : parameterValue(query, name));
  const nonce = read('nonce');
  const timestamp = read('timestamp');
  const prefix = isKit ? 'x-' : '';
  if (!nonce) return failedSignature({ code: 'PARAMETER_MISSING', parameter: `${prefix}nonce` });
  if (!timestamp) return failedSignature({ code: 'PARAMETER_MISSING', parameter: `${prefix}timestamp` });
  const value = theirs ?? read(isKit ? 'sign' : 'signature') ?? '';
  return { ok: true, examined: { ...keys, profile, nonce, timestamp, body, theirs: value } };
}
