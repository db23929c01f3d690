import http from 'node:http';
import https from 'node:https';
import type { SiteName } from '@/lib/fakes/seller-state';
import type { FakeSeller } from '@/lib/fakes/start-fake-seller';
import { headerValue, headerValues, type RawHeader } from '@/lib/http/exchange';

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
export const readCookies = (answer: Answer): string =>
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
  return readCookies(await postForm(seller, loginUrl, fields, readCookies(form)));
}
