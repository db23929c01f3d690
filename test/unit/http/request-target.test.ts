import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';
import { targetReader } from '@/lib/http/rules/request-target';

const policy: OutboundPolicy = { extraPorts: [8443], allowPrivate: ['127.0.0.1:4010', 'shop.test:81'] };

const scheme = fc.constantFrom('http', 'https', 'HTTP', 'hTTps', 'ftp', 'file', 'javascript');
const host = fc.constantFrom(
  ...[
    'shop.test',
    'SHOP.test',
    'shop.test:81',
    'shop.test:80',
    'shop.test:',
    'other.test:8443',
    'other.test:22',
  ],
  ...[
    '127.0.0.1:4010',
    '2130706433:4010',
    '127.1:4010',
    '[::1]',
    '[::1]:4010',
    '[::',
    'u:p@shop.test',
    '@shop.test',
  ],
  ...['', ':80', 'a b', 'a%00b', 'ü.test', 'shop.test:99999', 'xn--', '%31%32%37.0.0.1:4010'],
);
const path = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '\\',
    '\\\\x',
    '?a',
    '#f',
    '/x/../y?b=2&a=1#f',
    '/ü',
    '/%zz',
    '//x',
    '/a\tb',
    '/@x:1',
  ),
  fc.string(),
);
const written = fc.tuple(scheme, host, path).map((parts) => `${parts[0]}://${parts[1]}${parts[2]}`);

describe('the target of a URL', () => {
  it('is the same whatever was read before it', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 60 }), (urls) => {
        const read = targetReader(policy);
        for (const url of urls) expect(read(url)).toEqual(targetReader(policy)(url));
      }),
    );
  });

  it('is on the host and port of the URL standard, with nothing but the path behind them', () => {
    fc.assert(
      fc.property(written, (url) => {
        const read = targetReader(policy)(url);
        if (!read.ok) return;
        const { origin, hostname } = new URL(url);
        const { target } = read;
        expect(new URL(target.url).origin).toBe(origin);
        expect(target.url).toBe(`${origin}${target.path}`);
        expect(`${target.isTls ? 'https' : 'http'}://${target.hostHeader}`).toBe(origin);
        expect(target.hostname).toBe(hostname.replace(/^\[|\]$/g, ''));
        expect(target.path).toMatch(/^\/[\x21-\x7e]*$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['http:///shop.test/x', 'http:////shop.test/', 'http://\\shop.test/', 'http://?shop.test'])(
    'is not that of %s, where parsers look for the host elsewhere',
    (url) => {
      expect(targetReader(policy)(url)).toMatchObject({ ok: false, code: 'URL_INVALID' });
    },
  );

  it.each([
    ['http://127.0.0.1:4010/', true],
    ['http://127.1:4010/', false],
    ['http://2130706433:4010/', false],
    ['http://127.0.0.1:80/', false],
    ['http://shop.test:81/', true],
    ['http://SHOP.test:81/x', true],
    ['http://shop.test:80/', false],
  ])('%s: allowed where it is private: %s', (url, isAllowed) => {
    const read = targetReader(policy);
    for (let time = 1; time <= 2; time++) {
      const result = read(url);
      expect(result.ok && result.target.isPrivateAllowed).toBe(isAllowed);
    }
  });
});
