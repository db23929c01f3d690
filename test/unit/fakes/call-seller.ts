import { type Clock, systemClock } from '@/lib/core/clock';
import type { KitInterface } from '@/lib/fakes/addresses';
import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import type { SiteName } from '@/lib/fakes/seller-state';
import type { FakeSeller } from '@/lib/fakes/start-fake-seller';
import { canonicalJson, type JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { authTokenText, stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { stagesV2Kit } from '@/lib/signing/profiles/v2-kit';
import { signV2Request, stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { randomText } from '@/lib/signing/random-text';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import { type Answer, ask } from './ask-seller';

export const ACCESS_KEY = 'test-access-key';
export const KIT_ACCESS_KEY = 'test-kit-access-key';

/** The parts of a signature, for callers who calculate it in their own way. `payload` is text in V1.0 too. */
export type SignatureParts = { accessKey: string; nonce: string; timestamp: string; payload: Buffer };

export type CallOptions = {
  site?: SiteName;
  accessKey?: string;
  clock?: Clock;
  nonce?: string;
  /** Sends the timestamp without its milliseconds. */
  isInSeconds?: boolean;
  contentType?: string;
  kitInterface?: KitInterface;
  /** Changes the body, or in V1.0 the query, after it was signed. */
  alter?(text: string): string;
  sign?(parts: SignatureParts): string;
};

/** A call signed as KooGallery signs it, or as the options say. */
export function sendCall(
  seller: FakeSeller,
  protocol: FaultProtocol,
  fields: JsonObject,
  options: CallOptions = {},
): Promise<Answer> {
  if (protocol === 'V1') return sendV1(seller, fields as Record<string, string>, options);
  const body = Buffer.from(canonicalJson(fields));
  const { accessKey = protocol === 'kit' ? KIT_ACCESS_KEY : ACCESS_KEY, alter = (text) => text } = options;
  const now = (options.clock ?? systemClock).now().getTime();
  const timestamp = String(options.isInSeconds ? Math.floor(now / 1_000) : now);
  const nonce = options.nonce ?? randomText(32, nodeRandom);
  const parts = { accessKey, nonce, timestamp, payload: body };
  const signature = (options.sign ?? rightSignature[protocol])(parts);
  const { produceUrl, kitUrls } = seller.sites[options.site ?? 'safe'];
  const isKit = protocol === 'kit';
  const query = new URLSearchParams({ signature, timestamp, nonce });
  return ask(seller, isKit ? kitUrls[options.kitInterface ?? 'tenantSync'] : `${produceUrl}?${query}`, {
    method: 'POST',
    headers: {
      'content-type': options.contentType ?? 'application/json;charset=utf8',
      ...(isKit ? { 'x-sign': signature, 'x-timestamp': timestamp, 'x-nonce': nonce } : {}),
    },
    body: alter(body.toString()),
  });
}

const rightSignature: Record<'V2' | 'kit', (parts: SignatureParts) => string> = {
  V2: ({ payload, ...parts }) =>
    stagesV2Request({ ...parts, body: payload }, nodePrimitives).signature.toUpperCase(),
  kit: ({ accessKey, ...parts }) => stagesV2Kit({ ...parts, key: accessKey }, nodePrimitives).signature,
};

function sendV1(
  seller: FakeSeller,
  fields: Record<string, string>,
  {
    site = 'safe',
    accessKey = ACCESS_KEY,
    clock = systemClock,
    alter = (text) => text,
    ...options
  }: CallOptions,
): Promise<Answer> {
  const timestamp = formatUtcTimestamp(clock.now(), !options.isInSeconds);
  const parameters = Object.entries({ timeStamp: timestamp, ...fields });
  const parts = { accessKey, nonce: '', timestamp, payload: Buffer.from(authTokenText(parameters)) };
  const authToken =
    options.sign?.(parts) ?? stagesV1AuthToken({ accessKey, parameters }, nodePrimitives).signature;
  const query = [...parameters, ['authToken', authToken] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return ask(seller, `${seller.sites[site].produceUrl}?${alter(query)}`);
}

/** A V2.0 call as the signing room writes it, not sent yet. */
export const signCall = (seller: FakeSeller, body: JsonObject | Uint8Array, options: CallOptions = {}) =>
  signV2Request(
    {
      url: seller.sites[options.site ?? 'safe'].produceUrl,
      accessKey: options.accessKey ?? ACCESS_KEY,
      body,
    },
    { clock: options.clock ?? systemClock, random: nodeRandom },
    nodePrimitives,
  );

export const call = (seller: FakeSeller, body: JsonObject, options: CallOptions = {}): Promise<Answer> => {
  const signed = signCall(seller, body, options);
  return ask(seller, signed.url, { ...signed, headers: Object.fromEntries(signed.headers) });
};

export const NEW_INSTANCE = {
  activity: 'newInstance',
  orderId: 'CS1',
  orderLineId: 'CS1-1',
  businessId: 'b-1',
  testFlag: '1',
} as const;

export const V1_NEW_INSTANCE = {
  activity: 'newInstance',
  customerId: '68cbc86abc2018ab880d92f36422fa0e',
  customerName: 'Buyer',
  businessId: 'b-1',
  orderId: 'CS1',
  productId: '00301-666666-0--0',
  chargingMode: '1',
  testFlag: '1',
} as const;

export const TENANT = {
  instanceId: '',
  orderId: '',
  tenantId: 't-1',
  tenantCode: 'code',
  name: 'Buyer',
  domainName: 'buyer.example.com',
  flag: 1,
  testFlag: 1,
  timeStamp: '20260101000000',
} as const;

/** A call that makes something, one for each protocol. */
export const FIRST_CALLS = { V2: NEW_INSTANCE, V1: V1_NEW_INSTANCE, kit: TENANT } as const;

/** `resultCode`, or the status of an answer that is not 200. */
export const readCode = (answer: Answer): string =>
  answer.status === 200 ? JSON.parse(answer.text).resultCode : `HTTP ${answer.status}`;
