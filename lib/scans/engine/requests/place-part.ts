import type { InsertionPoint, PlacePart, RequestTemplate, Wrapping } from '../../checks/check';
import { jsonLeaves } from './json-leaves';
import { PLAIN_FILE, toRetrieverRequest, withJsonValue, withValue } from './probe-request';
import type { RetrieverRequest } from './retriever';

/** Where a value goes: a parameter, or a part of one. */
export type Place = Pick<InsertionPoint, 'location' | 'name' | 'part'>;

/** Letters of both alphabets of RFC 4648; shorter ones are words by chance, unless signs fill up the last four. */
const BASE64 = /^(?:[A-Za-z0-9+/_-]{8,}={0,2}|(?:[A-Za-z0-9+/_-]{4})?[A-Za-z0-9+/_-]{2,3}={1,2})$/;
const READABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\r\n\t]+$/u;
const MAX_WRAPPED = 20_000;
const MAX_WRAPPINGS = 3;

/** The point's request with `value` in its place, encoded for that place as a browser would; the rest stays as it was. */
export const probeRequest = (point: InsertionPoint, value: string): RetrieverRequest =>
  toRetrieverRequest(withPlaceValue(point.template, point, value));

export function withPlaceValue(
  request: RequestTemplate,
  { location, name, part }: Place,
  value: string,
): RequestTemplate {
  if (!part) return withValue(request, location, name, value);
  switch (part.kind) {
    case 'NAME':
      return withNameBefore(request, { location, of: part.of }, value);
    case 'INSIDE':
      return withValue(request, location, part.of, wrapped(part.value, part.wrappings, value));
    case 'FILE_NAME':
      return withFileName(request, part.of, value);
  }
}

/** A parameter of that name before all others, so that nothing of the request is missing; `of` itself changes nothing. */
function withNameBefore(
  request: RequestTemplate,
  { location, of }: { location: Place['location']; of: string },
  name: string,
): RequestTemplate {
  if (name === of) return request;
  const { body } = request;
  if (location === 'QUERY') {
    const url = new URL(request.url);
    const value = url.searchParams.get(of) ?? '1';
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    url.search = [pair, url.search.slice(1)].filter((one) => one !== '').join('&');
    return { ...request, url: url.href };
  }
  if ('fields' in body) {
    const value = body.fields.find(([other]) => other === of)?.[1] ?? '1';
    return { ...request, body: { ...body, fields: [[name, value], ...body.fields] } };
  }
  return body.kind === 'json'
    ? { ...request, body: { kind: 'json', text: withMember(body.text, of, name) } }
    : request;
}

function withMember(text: string, of: string, name: string): string {
  const root = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ [name]: root[of] ?? '1', ...root });
}

function withFileName(request: RequestTemplate, field: string, fileName: string): RequestTemplate {
  const { body } = request;
  return body.kind === 'multipart'
    ? { ...request, body: { ...body, sentAs: { field, fileName, type: PLAIN_FILE.type } } }
    : request;
}

/** What a parameter's value holds in base64 or JSON; empty for a plain one. */
export function findInside(
  location: Place['location'],
  name: string,
  value: string,
): (Place & { value: string })[] {
  return innerValues(value, MAX_WRAPPINGS).map(({ wrappings, value: inner }) => {
    const part: PlacePart = { kind: 'INSIDE', of: name, value, wrappings };
    const title = wrappings.reduce(
      (title, step) => (step.kind === 'BASE64' ? `base64(${title})` : `json(${title})${step.pointer}`),
      name,
    );
    return { location, name: title, part, value: inner };
  });
}

type Inner = { wrappings: readonly Wrapping[]; value: string };

function innerValues(text: string, depth: number): Inner[] {
  if (depth === 0 || text.length > MAX_WRAPPED) return [];
  const decoded = base64Text(text);
  if (decoded !== null) return behind({ kind: 'BASE64' }, decoded, depth);
  return /^\s*[{[]/.test(text)
    ? jsonLeaves(text).flatMap(({ pointer, value }) => behind({ kind: 'JSON', pointer }, value, depth))
    : [];
}

function behind(step: Wrapping, value: string, depth: number): Inner[] {
  const inner = innerValues(value, depth - 1);
  const found: readonly Inner[] = inner.length > 0 ? inner : [{ wrappings: [], value }];
  return found.map((one) => ({ wrappings: [step, ...one.wrappings], value: one.value }));
}

/** `original` with `value` at the end of the wrappings, written as the original was. */
function wrapped(original: string, [step, ...rest]: readonly Wrapping[], value: string): string {
  if (!step) return value;
  if (step.kind === 'BASE64') return asBase64(wrapped(base64Text(original) ?? '', rest, value), original);
  const leaf = jsonLeaves(original).find(({ pointer }) => pointer === step.pointer)?.value ?? '';
  return withJsonValue(original, step.pointer, wrapped(leaf, rest, value));
}

/** The text that a value spells in base64; null where it is only a word, or bytes. */
function base64Text(value: string): string | null {
  if (!BASE64.test(value)) return null;
  const bytes = Buffer.from(value, 'base64');
  if (asBase64(bytes, value) !== value) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return READABLE.test(text) ? text : null;
  } catch {
    return null;
  }
}

function asBase64(content: string | Uint8Array, like: string): string {
  const plain = Buffer.from(content as string).toString('base64');
  const spelled = /[-_]/.test(like) ? plain.replaceAll('+', '-').replaceAll('/', '_') : plain;
  // Whether the original would have had padding shows only in its length.
  return like.length % 4 === 0 ? spelled : spelled.replaceAll('=', '');
}
