import type { Clock } from '@/lib/core/clock';
import type { CapturedRequest } from '@/lib/http/exchange';
import { decodeQuery, type Parameter, parameterValue, queryOf } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';
import { signV1Request } from '@/lib/signing/profiles/v1-auth-token';
import {
  BODY_SIGN_HEADER,
  type RawHeaders,
  signV1Body,
  stagesV1BodySign,
} from '@/lib/signing/profiles/v1-body-sign';
import { signV2Kit } from '@/lib/signing/profiles/v2-kit';
import { signV2Request } from '@/lib/signing/profiles/v2-request';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import type { Profile } from '@/lib/signing/wire-message';

/** A message that was signed: `values` what the signature consists of, `request` null where there is no URL to send it to. */
export type SignedMessage = {
  values: Readonly<Record<string, string>>;
  headers: RawHeaders;
  request: CapturedRequest | null;
};

type Unsigned = {
  profile: Profile;
  url: string | null;
  accessKey: string;
  body: Uint8Array;
  parameters: readonly Parameter[];
};
type Sources = { clock: Clock; random: RandomBytes };

const JSON_HEADERS: RawHeaders = [
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json;charset=utf8'],
];

/** Signs by the rule of one profile; a V1.0 call without `timeStamp` gets that of the clock. */
export function signMessage(message: Unsigned, sources: Sources): SignedMessage {
  const { profile, url, accessKey, body } = message;
  if (profile === 'v2-request') {
    const signed = signV2Request({ url: url ?? '', accessKey, body }, sources, nodePrimitives);
    const { signature, timestamp, nonce, stages, headers } = signed;
    const values = { signature, timestamp, nonce, bodyHash: stages.bodyHash };
    return { values, headers, request: { method: 'POST', url: signed.url, headers, body } };
  }
  if (profile === 'v1-auth-token') return signV1Call(message, sources);
  if (profile === 'v1-body-sign') {
    const { signature } = stagesV1BodySign({ accessKey, body }, nodePrimitives);
    const headers = [[BODY_SIGN_HEADER, signV1Body({ accessKey, body }, nodePrimitives)]] as const;
    return { values: { signature }, headers, request: null };
  }
  const signed = signV2Kit({ key: accessKey, payload: body }, sources, nodePrimitives);
  const headers = [...signed.headers, ...JSON_HEADERS];
  const request = url === null ? null : { method: 'POST', url, headers, body };
  return { values: { signature: signed.stages.signature }, headers, request };
}

/** The URL's own query belongs to the parameters: KooGallery signs all of them. */
function signV1Call({ url, accessKey, parameters }: Unsigned, { clock }: Sources): SignedMessage {
  const given = [...decodeQuery(queryOf(url ?? '')), ...parameters];
  const timeStamp = parameterValue(given, 'timeStamp') ?? formatUtcTimestamp(clock.now(), true);
  const all = [...given.filter(([name]) => name !== 'timeStamp'), ['timeStamp', timeStamp] as const];
  const [address = ''] = (url ?? '').split(/[?#]/, 1);
  const signed = signV1Request({ url: address, accessKey, parameters: all }, nodePrimitives);
  const headers: RawHeaders = [['Accept', 'application/json']];
  const request = { method: 'GET', url: signed.url, headers, body: new Uint8Array() };
  return { values: { authToken: signed.authToken, timeStamp }, headers, request };
}
