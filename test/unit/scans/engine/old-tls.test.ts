import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import { inspectTls } from '@/lib/http/tls-inspection';
import { tlsConfiguration } from '@/lib/scans/checks/tls-configuration';
import { runScan } from '@/lib/scans/engine/run-scan';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';

async function scan(options: ServerOptions) {
  const made = await generate([{ name: 'commonName', value: 'shop.test' }], { algorithm: 'sha256' });
  const server = createServer({ key: made.private, cert: made.cert, ...options }, (_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Shop</title><p>Hello');
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const policy = { extraPorts: [], allowPrivate: [`127.0.0.1:${port}`] };
  const outbound = createOutbound(policy);
  onTestFinished(() => {
    outbound.close();
    server.closeAllConnections();
    server.close();
  });
  const clock = fixedClock('2026-05-04T08:00:00Z');
  const origin = `https://127.0.0.1:${port}`;
  const plan = {
    startUrls: [`${origin}/`],
    login: { mode: 'none' } as const,
    customHeaders: [],
    pathsToAvoid: [],
  };
  return runScan(
    { scanId: '0196a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', origin, ...plan, ...PLAN_DEFAULTS },
    {
      outbound,
      inspectTls: async () => {
        const result = await inspectTls('127.0.0.1', port, policy);
        return result.ok ? result.inspection : null;
      },
      clock,
      random: () => 0.5,
      pause: async (ms) => clock.advanceMs(ms),
      onProgress: () => undefined,
      checks: [tlsConfiguration],
    },
  );
}

test.each(['TLSv1', 'TLSv1.1'] as const)(
  'a server that speaks only %s is scanned, and that is the finding',
  async (version) => {
    const result = await scan({ minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(result.outcome).toBe('COMPLETE');
    expect(result.findings.map(({ titleKey }) => titleKey)).toEqual(
      expect.arrayContaining(['findings-tls.noCurrentProtocol', 'findings-tls.oldProtocol']),
    );
  },
);
