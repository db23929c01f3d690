import { type Clock, SECOND_MS } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import type { RawHeader } from '@/lib/http/exchange';
import {
  canonicalJson,
  decodeQuery,
  type JsonObject,
  type Parameter,
  readQuery,
} from '@/lib/signing/canonical';
import { toBytes } from '@/lib/signing/encoding';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';
import { stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { stagesV2Kit } from '@/lib/signing/profiles/v2-kit';
import { appendQuery, NONCE_CHARACTERS, stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { randomText } from '@/lib/signing/random-text';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import type { CallTarget, SignedCall, SignOptions } from './call-target';
import type { InterfaceSpec } from './interface';
import { publicKeyProblem } from './public-key';
import { queryText, wireValues } from './wire-values';

/** What KooGallery sends with every JSON call (protocol page §1). */
export const JSON_HEADERS: readonly RawHeader[] = [
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json;charset=utf8'],
];

/** The key that calls of the interface are signed with; null where none is declared for its type. */
export const signingKey = (spec: Pick<InterfaceSpec, 'kind'>, target: CallTarget): string | null =>
  spec.kind === 'kit' ? target.kitAccessKey : target.accessKey;

/** What the declaration lacks for a call of this interface; null when it can be signed. */
export function callBlocker(spec: InterfaceSpec, target: CallTarget): 'KIT_KEY_MISSING' | null {
  if (!signingKey(spec, target)) return spec.kind === 'kit' ? 'KIT_KEY_MISSING' : null;
  const needsPublicKey = spec.request.some(({ wire }) => wire === 'rsa-oaep');
  const isUsable = target.kitPublicKey !== null && publicKeyProblem(target.kitPublicKey) === null;
  return needsPublicKey && !isUsable ? 'KIT_KEY_MISSING' : null;
}

/**
 * A request as KooGallery would send it now, signed (protocol page §3.1–§3.3):
 * - `v2-request`: POST of canonical JSON to the production URL, `signature`, `timestamp` and `nonce` in the query;
 * - `v2-kit`: POST of canonical JSON to the origin with the interface's path, `x-sign`, `x-timestamp` and `x-nonce` as
 *   headers, by the kit's key;
 * - `v1-auth-token`: GET with every value URL-encoded once, then `timeStamp` and last `authToken`; members that are
 *   null are left out, and a `timeStamp` or `authToken` of the request gives way.
 * @param request the builder's plain values; encrypted and encoded ones are made here
 * @param sources `options`: what differs from what KooGallery would send, for the adversarial suite; another key signs, while
 *   fields stay encrypted with the declared one
 * @throws AppError PRECONDITION_FAILED where `callBlocker` names one
 */
export function signCall(
  spec: InterfaceSpec,
  request: JsonObject,
  target: CallTarget,
  { options = {}, ...sources }: { clock: Clock; random: RandomBytes; options?: SignOptions },
): SignedCall {
  const key = options.accessKey ?? signingKey(spec, target);
  if (key === null || callBlocker(spec, target) !== null) {
    throw new AppError('PRECONDITION_FAILED', {
      message: 'connection.kitKeyMissing',
      values: { activity: spec.activity },
    });
  }
  const { random } = sources;
  const values = wireValues(spec, request, target, { random, primitives: nodePrimitives });
  const at = options.at ?? sources.clock.now();
  const isInSeconds = options.timestampUnit === 'seconds';
  if (spec.profile === 'v1-auth-token') {
    return signV1(target.productionUrl, key, values, formatUtcTimestamp(at, !isInSeconds));
  }
  const stamp = {
    timestamp: String(isInSeconds ? Math.floor(at.getTime() / SECOND_MS) : at.getTime()),
    nonce: options.nonce ?? randomText(NONCE_CHARACTERS.sent, random),
  };
  const body = toBytes(withLiterals(canonicalJson(values), options.literals ?? []));
  return spec.profile === 'v2-kit'
    ? signKit(new URL(spec.path ?? '/', target.productionUrl).href, key, body, stamp)
    : signV2(target.productionUrl, key, body, stamp);
}

const withLiterals = (json: string, literals: readonly string[]): string =>
  literals.reduce((text, literal) => text.replaceAll(`:"${literal}"`, `:${literal}`), json);

type Stamp = { timestamp: string; nonce: string };

function signV2(url: string, accessKey: string, body: Uint8Array, stamp: Stamp): SignedCall {
  const stages = stagesV2Request({ accessKey, body, ...stamp }, nodePrimitives);
  const signature = stages.signature.toUpperCase();
  const { timestamp, nonce } = stamp;
  return {
    profile: 'v2-request',
    method: 'POST',
    url: appendQuery(url, `signature=${signature}&timestamp=${timestamp}&nonce=${encodeURIComponent(nonce)}`),
    headers: JSON_HEADERS,
    body,
    signature,
    ...stamp,
  };
}

function signKit(url: string, key: string, body: Uint8Array, stamp: Stamp): SignedCall {
  const { signature } = stagesV2Kit({ key, payload: body, ...stamp }, nodePrimitives);
  const headers: readonly RawHeader[] = [
    ...JSON_HEADERS,
    ['x-sign', signature],
    ['x-timestamp', stamp.timestamp],
    ['x-nonce', stamp.nonce],
  ];
  return { profile: 'v2-kit', method: 'POST', url, headers, body, signature, ...stamp };
}

/**
 * The seller signs what is in the query: parameters of the production URL's own count, too [inferred]. Half a
 * surrogate pair becomes U+FFFD, as it does in a JSON body, because no URL can hold it.
 */
function signV1(url: string, accessKey: string, values: JsonObject, timestamp: string): SignedCall {
  const sent: Parameter[] = Object.entries(values).flatMap(([name, value]): Parameter[] =>
    value === undefined || value === null || name === 'timeStamp' || name === 'authToken'
      ? []
      : [[name.toWellFormed(), queryText(value).toWellFormed()]],
  );
  sent.push(['timeStamp', timestamp]);
  const parameters = [...decodeQuery(readQuery(url)), ...sent];
  const { signature } = stagesV1AuthToken({ accessKey, parameters }, nodePrimitives);
  const query = [...sent, ['authToken', signature] as const]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    profile: 'v1-auth-token',
    method: 'GET',
    url: appendQuery(url, query),
    headers: [['Accept', 'application/json']],
    body: new Uint8Array(),
    signature,
    timestamp,
    nonce: null,
  };
}
