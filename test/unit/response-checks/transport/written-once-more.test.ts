import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import { makeExchange } from '../exchanges';
import { explain, page } from './answers';
import { expectSentences } from './sentences';

const JSON_TYPE: RawHeader[] = [['Content-Type', 'application/json']];

function findCauses(body: string, headers: RawHeader[] = JSON_TYPE) {
  const exchange = makeExchange({ body, headers });
  const found = explainTransport({ url: exchange.request.url, result: { ok: true, exchange }, tls: null });
  expectSentences(found);
  return found;
}

const text = fc.string({ unit: fc.constantFrom('a', 'é', '华', '"', '/', ' ', '+'), maxLength: 20 });
const answers = text.map((resultMsg) => ({ resultCode: '000000', resultMsg, instanceId: 'ins-1' }));

const WAYS: Readonly<Record<string, (json: string) => readonly [body: string, values: object]>> = {
  'base64 in a JSON string': (json) => [JSON.stringify(btoa64(json)), { kind: 'base64' }],
  'base64 alone': (json) => [btoa64(json), { kind: 'base64' }],
  'base64 in lines': (json) => [btoa64(json).replace(/.{20}/g, '$&\r\n'), { kind: 'base64' }],
  'base64 of the URL alphabet': (json) => [Buffer.from(json).toString('base64url'), { kind: 'base64' }],
  'base64 of base64': (json) => [btoa64(btoa64(json)), { kind: 'base64' }],
  'base64 in a data address': (json) => [
    `data:application/json;charset=utf-8;base64,${btoa64(json)}`,
    { kind: 'base64' },
  ],
  'base64 of base64 in lines': (json) => [
    btoa64(btoa64(json).replace(/.{20}/g, '$&\r\n')),
    { kind: 'base64' },
  ],
  'a data address in a member': (json) => [
    JSON.stringify({ data: `data:application/json;base64,${btoa64(json)}` }),
    { kind: 'memberBase64', path: 'data' },
  ],
  'base64 in XML': (json) => [`<base64Binary>${btoa64(json)}</base64Binary>`, { kind: 'base64' }],
  'base64 in a member': (json) => [
    JSON.stringify({ code: 0, data: btoa64(json) }),
    { kind: 'memberBase64', path: 'data' },
  ],
  hexadecimal: (json) => [Buffer.from(json).toString('hex'), { kind: 'hex' }],
  'URL encoding': (json) => [encodeURIComponent(json), { kind: 'percent' }],
  'a JSON string': (json) => [JSON.stringify(json), { kind: 'json' }],
  'a JSON string in a JSON string': (json) => [JSON.stringify(JSON.stringify(json)), { kind: 'json' }],
};
const btoa64 = (json: string) => Buffer.from(json).toString('base64');

describe('an answer that was written once more', () => {
  it.each(Object.entries(WAYS))('as %s is named', (_, write) => {
    fc.assert(
      fc.property(answers, (answer) => {
        const [body, values] = write(JSON.stringify(answer));
        expect(findCauses(body)).toMatchObject([{ code: 'JSON_ENCODED_TWICE', values }]);
        expect(findCauses(`\ufeff${body}`).map(({ code }) => code)).toEqual([
          'BODY_HAS_BOM',
          'JSON_ENCODED_TWICE',
        ]);
      }),
      { numRuns: 20 },
    );
  });

  it('is not seen in an answer that holds other base64', () => {
    const memo = btoa64('{"no":"answer"}').repeat(3);
    expect(findCauses(JSON.stringify({ resultCode: '000000', resultMsg: memo, memo }))).toEqual([]);
    expect(findCauses(JSON.stringify({ data: memo }))).toEqual([]);
  });

  it('is found in a page and in CDATA', () => {
    const json = '{"resultCode":"000000","resultMsg":"ok"}';
    const html = page('x', `<pre>${json.replaceAll('"', '&quot;')}</pre>`);
    expect(findCauses(html)).toMatchObject([{ code: 'JSON_ENCODED_TWICE', values: { kind: 'xml' } }]);
    expect(findCauses(`<response><![CDATA[${json}]]></response>`)).toMatchObject([
      { code: 'TEXT_AROUND_JSON', values: { kind: 'xml' } },
    ]);
  });
});

describe('a login', () => {
  it.each([
    [407, 'Proxy-Authenticate', 'proxyScheme'],
    [407, 'WWW-Authenticate', 'scheme'],
    [401, 'WWW-Authenticate', 'scheme'],
    [401, 'Proxy-Authenticate', 'proxyScheme'],
  ] as const)('%i is told with the header that was sent: %s', (status, name, kind) => {
    const found = explain({ status, headers: [[name, 'Basic realm="x"']], body: '' });
    expect(found).toMatchObject([{ code: 'HTTP_LOGIN_DEMANDED', values: { kind, status, scheme: 'Basic' } }]);
  });
});

describe('who answered in place of the interface', () => {
  it.each<[string, number, RawHeader[], string, object]>([
    [
      'HAProxy without a server',
      503,
      [],
      '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>',
      { code: 'GATEWAY_BLOCK_PAGE', values: { product: 'HAProxy', reason: 'refused' } },
    ],
    [
      'HAProxy that waited',
      504,
      [],
      "<html><body><h1>504 Gateway Time-out</h1>\nThe server didn't respond in time.\n</body></html>",
      { code: 'GATEWAY_BLOCK_PAGE', values: { product: 'HAProxy', reason: 'time' } },
    ],
    [
      'Kong without the name',
      503,
      [['Server', 'kong/3.4']],
      '{"message":"name resolution failed"}',
      { code: 'GATEWAY_BLOCK_PAGE', values: { product: 'Kong', reason: 'name' } },
    ],
    [
      'Kong without a peer',
      503,
      [['Server', 'kong/3.4']],
      '{"message":"failure to get a peer from the ring-balancer"}',
      { code: 'GATEWAY_BLOCK_PAGE', values: { product: 'Kong', reason: 'refused' } },
    ],
    [
      'a gateway of AWS without the route',
      403,
      [['x-amzn-ErrorType', 'MissingAuthenticationTokenException']],
      '{"message":"Missing Authentication Token"}',
      { code: 'NOT_FOUND_PAGE', values: { product: 'AWS API Gateway' } },
    ],
    [
      'Squid',
      503,
      [['X-Squid-Error', 'ERR_CONNECT_FAIL 111']],
      page('ERROR: The requested URL could not be retrieved', '(111) Connection refused'),
      { code: 'GATEWAY_BLOCK_PAGE', values: { product: 'Squid', reason: 'refused' } },
    ],
    [
      'an exception of Spring Boot',
      500,
      [],
      '{"timestamp":"2026-01-01T00:00:00.000+00:00","status":500,"error":"Internal Server Error","path":"/saas"}',
      { code: 'APPLICATION_CRASHED', values: { product: 'Spring', shown: 'none' } },
    ],
  ])('%s', (_, status, headers, body, cause) => {
    expect(explain({ status, headers, body })).toMatchObject([cause]);
  });
});
