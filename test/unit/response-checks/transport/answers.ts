import type { RawHeader } from '@/lib/http/exchange';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import { makeExchange } from '../exchanges';
import { expectSentences } from './sentences';

const URL_CALLED = 'https://saas.example.com/produce?signature=A';
const HTML: RawHeader = ['Content-Type', 'text/html; charset=utf-8'];
const JSON_TYPE: RawHeader = ['Content-Type', 'application/json'];
export const CLOUDFLARE: RawHeader = ['Server', 'cloudflare'];

export type Row = { status: number; headers?: RawHeader[]; body: string; method?: 'GET' | 'POST' };

/** The causes of an answer, which both languages can say. */
export function explain({ status, headers, body, method = 'POST' }: Row) {
  const type = body.trimStart().startsWith('<') ? HTML : JSON_TYPE;
  const exchange = makeExchange({
    url: URL_CALLED,
    status,
    headers: headers ? [type, ...headers] : [type],
    body,
  });
  const sent: RawHeader[] = method === 'POST' ? [['Content-Type', 'application/json;charset=utf8']] : [];
  const request = { ...exchange.request, method, headers: sent };
  const found = explainTransport({
    url: URL_CALLED,
    result: { ok: true, exchange: { ...exchange, request } },
    tls: null,
  });
  expectSentences(found);
  return found;
}
export const page = (title: string, body: string) =>
  `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`;
