import type { HttpMessage } from '../http-message';
import { component } from '../hypotheses/text/percent-encoders';
import { type PastedFields, pastedJson, textOrEmpty, toFields } from './pasted-json';
import { type PasteReader, pastedRequest } from './pasted-message';

const MOST_DEPTH = 16;
const MOST_REQUESTS = 500;

/** An export of Postman (collection v2) or Insomnia (v4): its requests, wherever they are in it. */
export const readApiClient: PasteReader = (pasted) => {
  const found: HttpMessage[] = [];
  collect(pastedJson(pasted), 0, found);
  return found.length === 0 ? null : found;
};

function collect(value: unknown, depth: number, found: HttpMessage[]): void {
  if (depth > MOST_DEPTH || found.length >= MOST_REQUESTS || typeof value !== 'object' || value === null)
    return;
  const request = readRequest(toFields(value));
  if (request) found.push(request);
  else for (const member of Object.values(value)) collect(member, depth + 1, found);
}

type Pair = readonly [name: string, value: string];
const toPairs = (value: unknown): Pair[] =>
  (Array.isArray(value) ? value : []).flatMap((one): Pair[] => {
    const { key, name = key, value: text, disabled } = toFields(one);
    return typeof name === 'string' && disabled !== true ? [[name, textOrEmpty(text)]] : [];
  });

/** One request: Postman has `header` and `url.raw`, Insomnia `headers` and `parameters`. */
function readRequest({ method, url, header, headers, body, parameters }: PastedFields): HttpMessage | null {
  const target = textOrEmpty(url) || textOrEmpty(toFields(url).raw);
  if (typeof method !== 'string' || !/^\w{1,16}$/.test(method) || target === '') return null;
  const isOfClient =
    Array.isArray(header) || Array.isArray(parameters) || typeof toFields(url).raw === 'string';
  if (!isOfClient) return null;
  const { raw, text } = toFields(body);
  const query = toPairs(parameters)
    .map(([name, value]) => `${name}=${component(value)}`)
    .join('&');
  const joiner = target.includes('?') ? '&' : '?';
  return pastedRequest('client', {
    method,
    url: query === '' ? target : target + joiner + query,
    headers: toPairs(header ?? headers),
    body: textOrEmpty(raw) || textOrEmpty(text),
  });
}
