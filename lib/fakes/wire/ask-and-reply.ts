import type { IncomingHttpHeaders } from 'node:http';
import type { RawHeader } from '@/lib/http/exchange';
import type { Html } from './html';

/** A request as the handlers see it: read to its end, body capped. */
export type Ask = {
  method: string;
  /** The request target as it was sent: path and query. */
  target: string;
  /** Path as it was sent, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
};

/** A response; header names go out in the spelling given here. */
export type Reply = { status: number; headers: readonly RawHeader[]; body: Uint8Array };

/** `reset`: cut the connection instead of answering. */
export type WireReply = Reply | 'reset';

const encoder = new TextEncoder();

export function reply(
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: readonly RawHeader[] = [],
): Reply {
  return {
    status,
    headers: [['Content-Type', contentType], ...headers],
    body: typeof body === 'string' ? encoder.encode(body) : body,
  };
}

export const htmlReply = (status: number, page: Html, headers: readonly RawHeader[] = []): Reply =>
  reply(status, 'text/html; charset=utf-8', page.markup, headers);

export const jsonReply = (status: number, value: unknown, headers: readonly RawHeader[] = []): Reply =>
  reply(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);

export const redirectReply = (
  status: 302 | 303,
  location: string,
  headers: readonly RawHeader[] = [],
): Reply =>
  reply(status, 'text/plain; charset=utf-8', 'The page is elsewhere.', [['Location', location], ...headers]);

/** The response with more headers; those already there stay. */
export const withHeaders = (response: Reply, headers: readonly RawHeader[]): Reply => {
  const present = new Set(response.headers.map(([name]) => name.toLowerCase()));
  return {
    ...response,
    headers: [...response.headers, ...headers.filter(([name]) => !present.has(name.toLowerCase()))],
  };
};

/** Fields of an `application/x-www-form-urlencoded` body. */
export const formFields = (ask: Ask): URLSearchParams =>
  new URLSearchParams(new TextDecoder().decode(ask.body));
