import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CapturedResponse, RawHeader } from '@/lib/http/exchange';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import { EXPLANATION_CODES } from '@/lib/response-checks/explanation';
import { processorTime } from '../../processor-time';
import { makeExchange } from '../exchanges';
import { expectSentences } from './sentences';

const CALLED = 'https://saas.example.com/produce?signature=A';
const JSON_TYPE: RawHeader = ['Content-Type', 'application/json;charset=UTF-8'];
const HTML_TYPE: RawHeader = ['Content-Type', 'text/html'];
const OK = '{"resultCode":"000000"}';

type Answer = Parameters<typeof makeExchange>[0] & { decodedBody?: Uint8Array };
function explain({ decodedBody, ...answer }: Answer, url = CALLED) {
  const exchange = makeExchange({ url, ...answer });
  const response: CapturedResponse = decodedBody ? { ...exchange.response, decodedBody } : exchange.response;
  const found = explainTransport({
    url,
    result: { ok: true, exchange: { ...exchange, response } },
    tls: null,
  });
  expectSentences(found);
  return found;
}
const listCodes = (answer: Answer) => explain(answer).map(({ code }) => code);
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const page = (body: string, title = 'x') =>
  `<!DOCTYPE html><html><head><title>${title}</title></head>${body}</html>`;

describe('an answer in order', () => {
  it.each<[string, Answer]>([
    ['plain', {}],
    ['without a charset', { headers: [['content-type', 'application/json']] }],
    ['in Chinese', { body: '{"resultCode":"000000","resultMsg":"成功"}' }],
    [
      'in gzip',
      {
        headers: [JSON_TYPE, ['Content-Encoding', 'gzip']],
        body: new Uint8Array(gzipSync(OK)),
        decodedBody: bytes(OK),
      },
    ],
    ['with identity', { headers: [JSON_TYPE, ['Content-Encoding', 'identity']] }],
  ])('%s has nothing to explain', (_name, answer) => {
    expect(explain(answer)).toEqual([]);
  });
});

describe('a redirect', () => {
  it.each([
    ['https://saas.example.com/produce/', 'slash'],
    ['/produce/', 'slash'],
    ['https://www.example.com/produce', 'host'],
    ['http://saas.example.com/produce', 'scheme'],
    ['/login?next=/produce', 'login'],
    ['https://sso.example.com/', 'login'],
    ['/other', 'path'],
    ['', 'nowhere'],
    ['http://[', 'nowhere'],
  ])('to %s is of the kind %s', (location, kind) => {
    expect(
      explain({
        status: 302,
        headers: [
          ['Server', 'x'],
          ['location', location],
        ],
        body: '',
      }),
    ).toEqual([
      {
        code: 'REDIRECTED',
        values: { kind, status: 302, location: location || '–' },
        mark: { part: 'response-head', offset: 1, length: 1 },
      },
    ]);
  });
});

describe('a page instead of JSON', () => {
  it.each<[string, RawHeader[], string, number, object]>([
    [
      'CloudWAF',
      [['Server', 'CloudWAF']],
      page('Blocked'),
      418,
      { product: 'Huawei Cloud WAF', kind: 'block' },
    ],
    [
      'Cloudflare',
      [
        ['Server', 'cloudflare'],
        ['CF-RAY', '8f1c2d3e4f5a6b7c-SIN'],
      ],
      page('Sorry, you have been blocked', 'Attention Required! | Cloudflare'),
      403,
      {
        product: 'Cloudflare',
        kind: 'block',
        requestId: '8f1c2d3e4f5a6b7c-SIN',
        title: 'Attention Required! | Cloudflare',
      },
    ],
    [
      'nginx 502',
      [['Server', 'nginx/1.24']],
      '<html>\r\n<head><title>502 Bad Gateway</title>',
      502,
      { product: 'nginx', kind: 'upstream' },
    ],
    [
      'F5',
      [],
      page('The requested URL was rejected. Your support ID is: 18446744073', 'Request Rejected'),
      200,
      { product: 'F5 BIG-IP', requestId: '18446744073' },
    ],
    [
      'a login form',
      [],
      page('<form><input name="p" type="password"></form>'),
      200,
      { product: '–', kind: 'login' },
    ],
    ['a single page application', [], page('<div id="root"></div>'), 200, { product: '–', kind: 'page' }],
    ['a comment in front', [], `<!-- a --> <!-- b -->\n${page('')}`, 200, { kind: 'page' }],
    ['JSON as its type', [JSON_TYPE], page('x'), 200, { kind: 'page' }],
  ])('%s', (_name, headers, body, status, values) => {
    const found = explain({ headers: headers.length > 0 ? headers : [HTML_TYPE], body, status });
    expect(found).toMatchObject([
      { code: 'GATEWAY_BLOCK_PAGE', values: { status, ...values }, mark: { part: 'response-body' } },
    ]);
  });

  it('of a missing path is its own cause', () => {
    expect(
      explain({ status: 404, headers: [['Server', 'nginx']], body: page('', '404 Not Found') }),
    ).toMatchObject([
      { code: 'NOT_FOUND_PAGE', values: { status: 404, path: '/produce', product: 'nginx' } },
    ]);
    expect(listCodes({ status: 410, body: '' })).toEqual(['NOT_FOUND_PAGE']);
  });

  it.each<[string, Answer, string]>([
    ['505', { status: 505, body: '' }, 'HTTP2_ONLY'],
    ['464 of a load balancer', { status: 464, body: '' }, 'HTTP2_ONLY'],
    ['426 with h2c', { status: 426, headers: [['Upgrade', 'h2c']], body: '' }, 'HTTP2_ONLY'],
    [
      '426 with something else',
      { status: 426, headers: [['Upgrade', 'websocket']], body: '' },
      'STATUS_NOT_200',
    ],
    [
      '403 about ALPN',
      { status: 403, body: '<html><p>Unknown ALPN Protocol, expected `h2` to be available.' },
      'HTTP2_ONLY',
    ],
    ['500 with JSON', { status: 500, body: '{"error":"x"}' }, 'STATUS_NOT_200'],
  ])('%s', (_name, answer, code) => {
    expect(listCodes(answer)).toEqual([code]);
  });
});

describe('a body that is no JSON in UTF-8', () => {
  it.each<[string, Answer, string[], object]>([
    ['nothing', { body: '' }, ['BODY_EMPTY'], {}],
    ['too much', { isTruncated: true }, ['BODY_TOO_LARGE'], {}],
    [
      'gzip declared, JSON sent',
      { headers: [JSON_TYPE, ['Content-Encoding', 'gzip']], body: OK },
      ['GZIP_DECLARED_NOT_SENT'],
      { values: { coding: 'gzip', bytes: '7B 22' }, mark: { part: 'response-body', offset: 0, length: 2 } },
    ],
    [
      'br declared, JSON sent',
      { headers: [JSON_TYPE, ['Content-Encoding', 'br']], body: OK },
      ['GZIP_DECLARED_NOT_SENT'],
      { values: { coding: 'br' } },
    ],
    [
      'gzip not declared',
      { body: new Uint8Array(gzipSync(OK)) },
      ['GZIP_NOT_DECLARED'],
      { values: { bytes: '1F 8B' } },
    ],
    [
      'a mark in front',
      { body: bytes([0xef, 0xbb, 0xbf], OK) },
      ['BODY_HAS_BOM'],
      { mark: { offset: 0, length: 3 } },
    ],
    [
      'GBK',
      { body: bytes('{"a":"', [0xb3, 0xc9], '"}') },
      ['BODY_WRONG_CHARSET'],
      {
        values: { kind: 'gbk', charset: 'utf-8', offset: 7, byte: 'B3' },
        mark: { part: 'response-body', offset: 6, length: 1 },
      },
    ],
    [
      'GBK that says so',
      {
        headers: [['Content-Type', 'application/json; charset="GBK"']],
        body: bytes('{"a":"', [0xb3, 0xc9], '"}'),
      },
      ['BODY_WRONG_CHARSET'],
      { values: { kind: 'both', charset: 'gbk' } },
    ],
    [
      'UTF-8 that says to be GBK',
      {
        headers: [
          ['X', 'y'],
          ['Content-Type', 'application/json; charset=gbk'],
        ],
      },
      ['BODY_WRONG_CHARSET'],
      { values: { kind: 'declared', charset: 'gbk' }, mark: { part: 'response-head', offset: 1, length: 1 } },
    ],
    [
      'Latin-1',
      { body: bytes('{"a":"', [0xe9], '"}') },
      ['BODY_WRONG_CHARSET'],
      { values: { kind: 'read', read: 'ISO-8859-1', byte: 'E9' } },
    ],
    [
      'UTF-16',
      { body: new Uint8Array(Buffer.from('\ufeff{}', 'utf16le')) },
      ['BODY_WRONG_CHARSET'],
      { values: { kind: 'utf16' } },
    ],
    [
      'UTF-16 without a mark',
      { body: new Uint8Array(Buffer.from('{}', 'utf16le')) },
      ['BODY_WRONG_CHARSET'],
      { values: { kind: 'utf16' } },
    ],
    [
      'a missing comma',
      { body: '{\n  "名": "é"\n  "b": 1}' },
      ['JSON_SYNTAX'],
      {
        values: { kind: 'commaMissing', line: 3, column: 3, character: '"', position: 19 },
        mark: { part: 'response-body', offset: 18, length: 1 },
      },
    ],
    [
      'no last brace',
      { body: OK.slice(0, -1) },
      ['JSON_SYNTAX'],
      { values: { kind: 'end', position: 22 }, mark: { offset: 22, length: 0 } },
    ],
    ['a control character', { body: '{"a":"\u0001"}' }, ['JSON_SYNTAX'], { values: { character: 'U+0001' } }],
    [
      'JSON as a page',
      { headers: [HTML_TYPE] },
      ['CONTENT_TYPE_NOT_JSON'],
      { values: { contentType: 'text/html' }, mark: { offset: 0 } },
    ],
    [
      'JSON as nothing',
      { headers: [] },
      ['CONTENT_TYPE_NOT_JSON'],
      { values: { contentType: '–' }, mark: null },
    ],
    [
      'everything at once',
      { headers: [['Content-Type', 'text/plain; charset=gbk']], body: bytes([0xef, 0xbb, 0xbf], '{"a":1') },
      ['CONTENT_TYPE_NOT_JSON', 'BODY_HAS_BOM', 'BODY_WRONG_CHARSET', 'JSON_SYNTAX'],
      {},
    ],
  ])('%s', (_name, answer, codes, first) => {
    const found = explain(answer);
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(found[0]).toMatchObject(first);
  });

  it('marks the very bytes', () => {
    const body = bytes([0xef, 0xbb, 0xbf], '{"名":x}');
    const { mark } = explain({ body }).find(({ code }) => code === 'JSON_SYNTAX') ?? { mark: null };
    const from = mark?.offset ?? 0;
    expect(Buffer.from(body.subarray(from, from + (mark?.length ?? 0))).toString()).toBe('x');
  });
});

describe('whatever comes', () => {
  const headers = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('Content-Type', 'Content-Encoding', 'Location', 'Server', 'Set-Cookie'),
        fc.string(),
      ),
      fc.oneof(
        fc.constantFrom('gzip', 'application/json; charset=gbk', 'http://[', 'text/html'),
        fc.string({ unit: 'binary' }),
      ),
    ),
    { maxLength: 6 },
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(fc.constantFrom('<html>', '{"a":', '\ufeff{', '<!--', ''), fc.string({ unit: 'binary' }))
      .map(([head, rest]) => bytes(head, rest)),
  );
  const statuses = fc.oneof(fc.constantFrom(200, 302, 403, 404, 426, 502), fc.integer());

  it('is explained without an exception', () => {
    fc.assert(
      fc.property(
        statuses,
        headers,
        body,
        fc.constantFrom(CALLED, 'http://[', ''),
        (status, head, sent, url) => {
          const exchange = makeExchange({ status, headers: head, body: sent });
          const found = explainTransport({ url, result: { ok: true, exchange }, tls: null });
          return found.every(({ code }) => EXPLANATION_CODES.includes(code)) && JSON.stringify(found) !== '';
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, string]>([
    ['comments without end', '<!---->'],
    ['inputs without end', '<input '],
    ['titles without end', '<title'],
    ['tags', '<a <a'],
    ['blanks', ' \t'],
    ['brackets', '['],
  ])('is read once, not once for each of its pieces: %s', (_name, piece) => {
    const sent = bytes(`<html>${piece.repeat(100_000)}`);
    const raw = bytes(piece.repeat(100_000));
    const value = piece.repeat(6_000);
    const spentMs = processorTime();
    explain({
      body: sent,
      headers: [
        ['Via', value],
        ['Server', value],
        ['Content-Type', value],
        ['Location', value],
      ],
    });
    explain({ body: raw });
    expect(spentMs()).toBeLessThan(20_000);
  });
});
