import type { Clock } from '@/lib/core/clock';
import { decodeQuery, type Parameter, parameterValue, readQuery } from './canonical';
import type { Digests, RandomBytes } from './primitives';
import { signV1Request } from './profiles/v1-auth-token';
import { BODY_SIGN_HEADER, type RawHeaders, signV1Body, stagesV1BodySign } from './profiles/v1-body-sign';
import { signV2Kit } from './profiles/v2-kit';
import { signV2Request } from './profiles/v2-request';
import { formatUtcTimestamp } from './verify';
import type { Profile } from './wire-message';

/** What is to be signed. `parameters` are those of a V1.0 call, decoded; every other profile signs `body`. */
export type UnsignedMessage = {
  profile: Profile;
  /** Of a kit call the whole address, path included; null in a response, and where nobody needs the URL. */
  url: string | null;
  accessKey: string;
  body: Uint8Array;
  parameters: readonly Parameter[];
};

/** A request as it goes on the wire; the body is empty in a GET. */
export type MadeRequest = { method: 'GET' | 'POST'; url: string; headers: RawHeaders; body: Uint8Array };

/** `values`: what the signature consists of, by protocol word. `request` null where there is no URL to send it to. */
export type MadeMessage = {
  values: Readonly<Record<string, string>>;
  headers: RawHeaders;
  request: MadeRequest | null;
};

type Sources = { clock: Clock; random: RandomBytes };

const JSON_HEADERS: RawHeaders = [
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json;charset=utf8'],
];

/**
 * Signs by the rule of one profile what KooGallery, or for `v1-body-sign` the seller, would send. A V1.0 call without
 * `timeStamp` gets that of the clock, and parameters in the URL's own query are signed with the others.
 */
export function makeMessage(message: UnsignedMessage, sources: Sources, digests: Digests): MadeMessage {
  const { profile, url, accessKey, body } = message;
  if (profile === 'v2-request') {
    const signed = signV2Request({ url: url ?? '', accessKey, body }, sources, digests);
    const { signature, timestamp, nonce, stages, headers } = signed;
    const values = { signature, timestamp, nonce, bodyHash: stages.bodyHash };
    return { values, headers, request: { method: 'POST', url: signed.url, headers, body } };
  }
  if (profile === 'v1-auth-token') return signV1Call(message, sources, digests);
  if (profile === 'v1-body-sign') {
    const { signature } = stagesV1BodySign({ accessKey, body }, digests);
    const headers = [[BODY_SIGN_HEADER, signV1Body({ accessKey, body }, digests)]] as const;
    return { values: { signature }, headers, request: null };
  }
  const signed = signV2Kit({ key: accessKey, payload: body }, sources, digests);
  const headers = [...signed.headers, ...JSON_HEADERS];
  const request = url === null ? null : { method: 'POST' as const, url, headers, body };
  return { values: { signature: signed.stages.signature }, headers, request };
}

/** The URL's own query belongs to the parameters: KooGallery signs all of them. */
function signV1Call(
  { url, accessKey, parameters }: UnsignedMessage,
  { clock }: Sources,
  digests: Digests,
): MadeMessage {
  const given = [...decodeQuery(readQuery(url ?? '')), ...parameters];
  const timeStamp = parameterValue(given, 'timeStamp') ?? formatUtcTimestamp(clock.now(), true);
  const all = [...given.filter(([name]) => name !== 'timeStamp'), ['timeStamp', timeStamp] as const];
  const [address = ''] = (url ?? '').split(/[?#]/, 1);
  const signed = signV1Request({ url: address, accessKey, parameters: all }, digests);
  const headers: RawHeaders = [['Accept', 'application/json']];
  const request = { method: 'GET' as const, url: signed.url, headers, body: new Uint8Array() };
  return { values: { authToken: signed.authToken, timeStamp }, headers, request };
}
