import http from 'node:http';
import https from 'node:https';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { SiteName } from '@/lib/fakes/seller-state';
import type { FakeSeller } from '@/lib/fakes/start-fake-seller';
import { headerValue, headerValues, type RawHeader } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV2Request } from '@/lib/signing/profiles/v2-request';

export type Answer = {
  status: number;
  headers: RawHeader[];
  header(name: string): string | null;
  bytes: Uint8Array;
  text: string;
};

type Options = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array };

/** One request to the seller, its authority trusted, never following a redirect. */
export function ask(seller: FakeSeller, url: string, options: Options = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const onResponse = (response: http.IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(toAnswer(response, Buffer.concat(chunks))));
      response.on('error', reject);
    };
    const settings = { method, headers, agent: false as const, lookup: undefined };
    const request = url.startsWith('https:')
      ? https.request(url, { ...settings, ca: seller.caPem }, onResponse)
      : http.request(url, settings, onResponse);
    request.on('error', reject);
    request.end(body);
  });
}

function toAnswer(response: http.IncomingMessage, bytes: Buffer): Answer {
  const raw = response.rawHeaders;
  const headers = raw.flatMap((name, i): RawHeader[] => (i % 2 === 0 ? [[name, raw[i + 1] ?? '']] : []));
  return {
    status: response.statusCode ?? 0,
    headers,
    header: (name) => headerValue(headers, name),
    bytes: new Uint8Array(bytes),
    text: bytes.toString('utf8'),
  };
}

/** `name=value` of every cookie that an answer sets. */
export const cookiesOf = (answer: Answer): string =>
  headerValues(answer.headers, 'set-cookie')
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

export const hiddenField = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

export const postForm = (seller: FakeSeller, url: string, fields: Record<string, string>, cookie = '') =>
  ask(seller, url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    body: new URLSearchParams(fields).toString(),
  });

/** Signs in through the form; returns the cookie of the session. */
export async function signIn(seller: FakeSeller, site: SiteName): Promise<string> {
  const { loginUrl } = seller.sites[site];
  const form = await ask(seller, loginUrl);
  const fields = { csrf_token: hiddenField(form.text, 'csrf_token'), ...seller.user };
  return cookiesOf(await postForm(seller, loginUrl, fields, cookiesOf(form)));
}

type CallOptions = { site?: SiteName; accessKey?: string; clock?: Clock };

export const ACCESS_KEY = 'test-access-key';

/** A call signed as KooGallery signs it. */
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
