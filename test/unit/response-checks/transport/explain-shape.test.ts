import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import { makeExchange } from '../exchanges';
import { expectSentences } from './sentences';

const OK = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}';

function explain(body: string | Uint8Array, headers?: readonly RawHeader[], decodedBody?: Uint8Array) {
  const exchange = makeExchange(headers ? { body, headers } : { body });
  const response = decodedBody ? { ...exchange.response, decodedBody } : exchange.response;
  const url = exchange.request.url;
  const found = explainTransport({
    url,
    result: { ok: true, exchange: { ...exchange, response } },
    tls: null,
  });
  expectSentences(found);
  const sent = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return found.map((one) => {
    const { offset, length = 0 } = one.mark ?? {};
    const marked =
      offset === undefined ? null : new TextDecoder().decode(sent.subarray(offset, offset + length));
    return { ...one, marked };
  });
}

describe('something around the JSON', () => {
  it.each<[string, string, object, string]>([
    [
      'a notice of PHP without markup',
      `\nNotice: Undefined index: orderId in /srv/app/a.php on line 7\n${OK}`,
      {
        kind: 'php',
        where: 'before',
        file: '/srv/app/a.php',
        line: '7',
        text: 'Notice: Undefined index: orderId',
      },
      '\nNotice: Undefined index: orderId in /srv/app/a.php on line 7\n',
    ],
    [
      'a deprecation behind it',
      `${OK}<br />\n<b>Deprecated</b>:  Creation of dynamic property A::$b is deprecated in <b>/srv/b.php</b> on line <b>9</b><br />`,
      { kind: 'php', where: 'after', file: '/srv/b.php', line: '9' },
      '<br />\n<b>Deprecated</b>:  Creation of dynamic property A::$b is deprecated in <b>/srv/b.php</b> on line <b>9</b><br />',
    ],
    [
      'a warning of Xdebug',
      `<br />\n<font size='1'><table class='xdebug-error'><tr><th><span>( ! )</span> Warning: Undefined variable $b in /srv/c.php on line <i>12</i></th></tr></table></font>\n${OK}`,
      { kind: 'php', file: '/srv/c.php', line: '12', text: 'Warning: Undefined variable $b' },
      "<br />\n<font size='1'><table class='xdebug-error'><tr><th><span>( ! )</span> Warning: Undefined variable $b in /srv/c.php on line <i>12</i></th></tr></table></font>\n",
    ],
    ['JSONP', `callback(${OK});`, { kind: 'jsonp' }, 'callback('],
    [
      'JSONP of Express',
      `/**/ typeof cb === 'function' && cb(${OK});`,
      { kind: 'jsonp' },
      "/**/ typeof cb === 'function' && cb(",
    ],
    ['a prefix', `while(1);${OK}`, { kind: 'guard' }, 'while(1);'],
    ["Angular's prefix", `)]}',\n${OK}`, { kind: 'guard' }, ")]}',\n"],
    ['a second text behind', `${OK}{"status":"ok"}`, { kind: 'second', where: 'after' }, '{"status":"ok"}'],
    ['a second text before', `{"error":"x"}\n${OK}`, { kind: 'second', where: 'before' }, '{"error":"x"}\n'],
    [
      'a debug toolbar',
      `${OK}\n<div id="debugbar">12 queries</div>`,
      { kind: 'page', where: 'after' },
      '\n<div id="debugbar">12 queries</div>',
    ],
    ['a page around it', `<html><body>${OK}</body></html>`, { kind: 'page', where: 'both' }, '<html><body>'],
    [
      'a log line',
      `2026-03-01 08:00:00 INFO order saved\n${OK}`,
      { kind: 'log', where: 'before' },
      '2026-03-01 08:00:00 INFO order saved\n',
    ],
    ['echoed text', `start${OK}`, { kind: 'text', where: 'before', text: 'start' }, 'start'],
    [
      'a service of .NET',
      `<?xml version="1.0"?>\n<string xmlns="http://tempuri.org/">${OK}</string>`,
      { kind: 'xml' },
      '<?xml version="1.0"?>\n<string xmlns="http://tempuri.org/">',
    ],
  ])('%s is named, and the JSON is fine', (_name, body, values, marked) => {
    expect(explain(body)).toMatchObject([{ code: 'TEXT_AROUND_JSON', values, marked }]);
  });

  it('is told beside a byte order mark', () => {
    expect(explain(`\ufeffstart${OK}`).map(({ code }) => code)).toEqual(['BODY_HAS_BOM', 'TEXT_AROUND_JSON']);
  });

  it.each([
    ['a wrapper', `{"code":200,"data":${OK}}`],
    ['a list', `[${OK}]`],
    ['the answer itself', OK],
    ['an answer that holds another one as text', JSON.stringify({ ...JSON.parse(OK), raw: OK })],
    ['blank lines', `\n\n${OK}\n`],
  ])('is not %s', (_name, body) => {
    expect(explain(body)).toEqual([]);
  });

  it('is not an object that breaks off outside', () => {
    expect(explain(`{"code":200,"data":${OK}`).map(({ code }) => code)).toEqual(['JSON_SYNTAX']);
  });
});

describe('JSON in another notation', () => {
  it.each([
    [JSON.stringify(OK), 'JSON_ENCODED_TWICE', 'json'],
    [JSON.stringify(JSON.stringify(OK)), 'JSON_ENCODED_TWICE', 'json'],
    [JSON.stringify({ statusCode: 200, body: OK }), 'JSON_ENCODED_TWICE', 'member'],
    [JSON.stringify({ code: 0, data: { result: OK } }), 'JSON_ENCODED_TWICE', 'member'],
    [OK.replaceAll('"', '\\"'), 'JSON_ENCODED_TWICE', 'escaped'],
    [
      `<string xmlns="http://tempuri.org/">${OK.replaceAll('"', '&quot;')}</string>`,
      'JSON_ENCODED_TWICE',
      'xml',
    ],
    [OK.replaceAll('"', "'"), 'JSON_OTHER_NOTATION', 'quotes'],
    ["{'resultCode': '000000', 'ok': True, 'x': None}", 'JSON_OTHER_NOTATION', 'quotes'],
    ['{“resultCode”:“000000”}', 'JSON_OTHER_NOTATION', 'typographic'],
    ['{resultCode:"000000"}', 'JSON_OTHER_NOTATION', 'keys'],
    ['{resultCode=000000, resultMsg=success.}', 'JSON_OTHER_NOTATION', 'map'],
    ['Result(resultCode=000000, resultMsg=success.)', 'JSON_OTHER_NOTATION', 'map'],
    ['resultCode=000000&resultMsg=success.', 'JSON_OTHER_NOTATION', 'form'],
    ['<Result><resultCode>000000</resultCode></Result>', 'JSON_OTHER_NOTATION', 'xml'],
  ])('%s', (body, code, kind) => {
    expect(explain(body)).toMatchObject([{ code, values: { kind } }]);
  });
});

describe('a Content-Encoding', () => {
  const headers = (coding: string): RawHeader[] => [
    ['Content-Type', 'application/json'],
    ['Content-Encoding', coding],
  ];
  it.each([
    ['utf-8', 'charset'],
    ['UTF8', 'charset'],
    ['gbk', 'charset'],
    ['charset=utf-8', 'type'],
    ['application/json', 'type'],
    ['none', 'other'],
    ['chunked', 'other'],
  ])('that says %s is no coding', (coding, kind) => {
    expect(explain(OK, headers(coding))).toMatchObject([
      { code: 'CONTENT_ENCODING_NOT_CODING', values: { kind } },
    ]);
  });

  it('of a body that was compressed twice is named, and its JSON is not looked for', () => {
    const once = gzipSync(OK);
    expect(explain(new Uint8Array(gzipSync(once)), headers('gzip'), new Uint8Array(once))).toMatchObject([
      { code: 'GZIP_TWICE' },
    ]);
  });

  it('identity has nothing to explain', () => {
    expect(explain(OK, headers('identity'))).toEqual([]);
  });
});
