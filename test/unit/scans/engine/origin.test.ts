import { expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import type { Outbound, RawHeader } from '@/lib/http/exchange';
import { runScan } from '@/lib/scans/engine/run-scan';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';

type Answer = { status: number; headers: readonly RawHeader[]; body: string };

/** A network of names that do not exist, answering from memory. */
function makeOutbound(answer: (url: URL) => Answer) {
  const asked: string[] = [];
  const outbound: Outbound = {
    send: async ({ method, url, headers = [] }) => {
      asked.push(url);
      const { status, headers: answered, body } = answer(new URL(url));
      const bytes = new TextEncoder().encode(body);
      return {
        ok: true,
        exchange: {
          startedAt: new Date('2026-05-04T08:00:00Z'),
          request: { method, url, headers, body: new Uint8Array() },
          response: {
            status,
            statusText: '',
            httpVersion: '1.1',
            headers: answered,
            body: bytes,
            decodedBody: bytes,
            isTruncated: false,
          },
          timing: { dnsMs: 1, connectMs: 1, tlsMs: null, firstByteMs: 5, totalMs: 6 },
          connection: { remoteAddress: '203.0.113.7', remotePort: 443, tls: null },
        },
      };
    },
  };
  return { outbound, asked };
}

const HTML: RawHeader = ['Content-Type', 'text/html'];

async function scanHttp(answer: (url: URL) => Answer) {
  const { outbound, asked } = makeOutbound(answer);
  const clock = fixedClock('2026-05-04T08:00:00Z');
  const result = await runScan(
    {
      scanId: 'scan-0001',
      origin: 'http://shop.test',
      startUrls: ['http://shop.test/start'],
      login: { mode: 'none' },
      customHeaders: [],
      pathsToAvoid: [],
      ...PLAN_DEFAULTS,
    },
    {
      outbound,
      inspectTls: async () => null,
      clock,
      random: () => 0,
      pause: async (ms) => clock.advanceMs(ms),
      onProgress: () => undefined,
      checks: [],
    },
  );
  return { result, asked };
}

it('goes on at https where the host sends plain http there', async () => {
  const { result, asked } = await scanHttp((url) => {
    if (url.protocol === 'http:')
      return { status: 301, headers: [['Location', `https://shop.test${url.pathname}`]], body: '' };
    if (url.pathname !== '/start') return { status: 404, headers: [HTML], body: 'missing' };
    return {
      status: 200,
      headers: [HTML],
      body: '<a href="/next">next</a><a href="http://shop.test/old">old</a>',
    };
  });
  expect(result.outcome).toBe('COMPLETE');
  expect(result.origin).toBe('https://shop.test');
  expect(asked.filter((url) => url.startsWith('http:'))).toEqual(['http://shop.test/start']);
  expect(asked).toContain('https://shop.test/next');
});

it('never follows to another port, another host or down to plain http', async () => {
  const { result, asked } = await scanHttp((url) => {
    if (url.pathname === '/start') {
      const links = [
        'http://shop.test:8080/a',
        'https://shop.test/b',
        '//cdn.shop.test/c',
        'http://shop.test.evil.example/d',
      ];
      return {
        status: 200,
        headers: [HTML],
        body: `${links.map((href) => `<a href="${href}">x</a>`).join('')}<a href="/out">o</a>`,
      };
    }
    if (url.pathname === '/out')
      return { status: 302, headers: [['Location', 'http://169.254.169.254/latest']], body: '' };
    return { status: 404, headers: [HTML], body: 'missing' };
  });
  expect(asked.every((url) => new URL(url).origin === 'http://shop.test')).toBe(true);
  expect(result.coverage.skipped.find(({ reason }) => reason === 'OUT_OF_SCOPE')?.count).toBe(5);
});

it('has nothing to say about a plan that cannot be run', async () => {
  const { outbound, asked } = makeOutbound(() => ({ status: 200, headers: [], body: '' }));
  const clock = fixedClock('2026-05-04T08:00:00Z');
  const result = await runScan(
    {
      scanId: 'scan-0002',
      origin: 'not an origin',
      startUrls: [],
      login: { mode: 'none' },
      customHeaders: [],
      pathsToAvoid: [],
      ...PLAN_DEFAULTS,
    },
    {
      outbound,
      inspectTls: async () => null,
      clock,
      random: () => 0,
      pause: async () => undefined,
      onProgress: () => undefined,
    },
  );
  expect(result.reason).toEqual({ code: 'PLAN_INVALID', values: { problem: 'ORIGIN_INVALID' } });
  expect(asked).toEqual([]);
});
