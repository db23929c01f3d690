import { type BodySignProblem, failedSignature, type Stages, type Verification } from '../failure';
import type { Digests } from '../primitives';
import { equalInConstantTime } from '../verify';

/**
 * Response signature `Body-Sign`: how KooGallery knows that a response comes from the seller.
 *
 *     Body-Sign: sign_type="HMAC-SHA256", signature="<base64 HMAC-SHA256(accessKey, exact body bytes)>"
 *
 * Source: SaaS Access Guide V1.0, "HTTP Body Signature", and its FAQ (case of the name, quotes).
 * https://support-intl.huaweicloud.com/en-us/accessg-marketplace/en-us_topic_0070649067.html
 * https://support.huaweicloud.com/intl/en-us/accessg-marketplace/en-us_topic_0082027567.html
 * The key is the access key alone, not accessKey + timeStamp as in `authToken`. The header's name is case-sensitive
 * for KooGallery, so it is read from the raw header list. Quotes are required; working sellers send spaces around
 * `=`, so these are tolerated.
 * Known contradiction: required in V1.0; for V2.0 two requirement pages ask for it, while neither examples nor the
 * sample send it. Callers decide: this file only says what it saw.
 */
export const BODY_SIGN_HEADER = 'Body-Sign';
export const BODY_SIGN_TYPE = 'HMAC-SHA256';

export type RawHeaders = readonly (readonly [name: string, value: string])[];

export function stagesV1BodySign(parts: { accessKey: string; body: Uint8Array }, digests: Digests): Stages {
  const signature = digests.hmacText('sha256', parts.accessKey, parts.body, 'base64');
  return { bodyHash: null, canonical: parts.body, signature };
}

/** The header's value for the exact body bytes. */
export function signV1Body(parts: { accessKey: string; body: Uint8Array }, digests: Digests): string {
  return `sign_type="${BODY_SIGN_TYPE}", signature="${stagesV1BodySign(parts, digests).signature}"`;
}

export type BodySign =
  | { ok: true; signature: string }
  /** `signature` is what could be read in spite of the problem, for the search for mistakes. */
  | { ok: false; problem: BodySignProblem; signature: string | null };

const PAIR = /^\s*([A-Za-z_-]{1,32})\s*=\s*(?:"([^"]*)"\s*|([^"\s]+)\s*|)$/;

/** Reads the header's value. Members may be in either order; unknown ones are passed over. Never throws. */
export function parseBodySign(value: string): BodySign {
  const members = new Map<string, { text: string; isQuoted: boolean }>();
  for (const part of value.slice(0, 4_096).split(',')) {
    const match = PAIR.exec(part);
    if (!match) return { ok: false, problem: 'NOT_PARSABLE', signature: null };
    const unquoted = (match[3] ?? '').replace(/^['‘’“”](.*)['‘’“”]$/s, '$1');
    members.set(match[1] ?? '', { text: match[2] ?? unquoted, isQuoted: match[2] !== undefined });
  }
  const type = members.get('sign_type');
  const signature = members.get('signature');
  const readable = signature?.text || null;
  if (type?.text !== BODY_SIGN_TYPE) return { ok: false, problem: 'SIGN_TYPE', signature: readable };
  if (!signature || readable === null) return { ok: false, problem: 'SIGNATURE_EMPTY', signature: null };
  if (!type.isQuoted || !signature.isQuoted) return { ok: false, problem: 'UNQUOTED', signature: readable };
  return { ok: true, signature: readable };
}

/** The header as it was sent: exact name first, then any other case of it; null when neither is there. */
export function findBodySign(
  headers: RawHeaders,
): { name: string; value: string; isRecased: boolean } | null {
  const exact = headers.find(([name]) => name === BODY_SIGN_HEADER);
  const found = exact ?? headers.find(([name]) => name.toLowerCase() === BODY_SIGN_HEADER.toLowerCase());
  return found ? { name: found[0], value: found[1], isRecased: !exact } : null;
}

/**
 * Verifies a response.
 * @param response `headers` raw and in wire order; `body` exact bytes after content decoding
 */
export function verifyV1Body(
  response: { headers: RawHeaders; body: Uint8Array },
  policy: { accessKey: string },
  digests: Digests,
): Verification {
  if (policy.accessKey === '') return failedSignature({ code: 'ACCESS_KEY_EMPTY' });
  const header = findBodySign(response.headers);
  if (!header) return failedSignature({ code: 'BODY_SIGN_MISSING' });
  if (header.isRecased) return failedSignature({ code: 'BODY_SIGN_RECASED', seen: header.name });
  const parsed = parseBodySign(header.value);
  if (!parsed.ok)
    return failedSignature({ code: 'BODY_SIGN_MALFORMED', seen: header.value, problem: parsed.problem });
  const stages = stagesV1BodySign({ accessKey: policy.accessKey, body: response.body }, digests);
  if (!equalInConstantTime(parsed.signature, stages.signature)) {
    return failedSignature({
      code: 'BODY_SIGN_MISMATCH',
      seen: parsed.signature,
      expected: stages.signature,
      stages,
    });
  }
  return { ok: true, unit: null, timestampMs: null, stages };
}
