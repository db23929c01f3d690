import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import type { SiteName } from '@/lib/fakes/seller-state';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { createOutbound } from '@/lib/http/outbound';
import { inspectTls } from '@/lib/http/tls-inspection';
import { runScan } from '@/lib/scans/engine/run-scan';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';
import type { ScanResult } from '@/lib/scans/rules/result';
import { VULNERABLE_SITE_FLAWS } from '@/test/fixtures/vulnerable-site-flaws';

let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller();
});
afterEach(() => seller.close());

/** The product's own scan of one site, signed in, as fast as the machine allows. */
async function scan(site: SiteName): Promise<ScanResult> {
  const { origin, port, loginUrl, verifyUrl } = seller.sites[site];
  const policy = {
    extraPorts: [port],
    allowPrivate: [`localhost:${port}`],
    extraCa: seller.caPem,
    isKeepAlive: true,
  };
  const outbound = createOutbound(policy);
  const plan = {
    ...PLAN_DEFAULTS,
    scanId: 'fake-seller-test',
    origin,
    startUrls: [],
    login: { mode: 'form' as const, loginUrl, verifyUrl, ...seller.user },
    customHeaders: [],
    pathsToAvoid: [],
    requestsPerSecond: 10_000,
  };
  try {
    return await runScan(plan, {
      outbound,
      inspectTls: async () => {
        const result = await inspectTls('localhost', port, policy);
        return result.ok ? result.inspection : null;
      },
      clock: systemClock,
      random: Math.random,
      pause: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
      onProgress: () => undefined,
    });
  } finally {
    outbound.close();
  }
}

const pickSerious = ({ findings }: ScanResult) => findings.filter(({ severity }) => severity !== 'HINT');
const describePlace = (method: string, path: string, parameter: { location: string; name: string } | null) =>
  [method, path, parameter && `${parameter.location} ${parameter.name}`].filter(Boolean).join(' ');

it('finds nothing on the safe site, and sees behind its login', async () => {
  const result = await scan('safe');
  expect(result).toMatchObject({ outcome: 'COMPLETE', reason: null, coverage: { isLoginProven: true } });
  expect(pickSerious(result)).toEqual([]);
});

it('finds exactly the flaws of the vulnerable site', async () => {
  const result = await scan('vulnerable');
  const found = pickSerious(result).map((finding) => {
    const place = describePlace(finding.method, new URL(finding.url).pathname, finding.parameter);
    return `${finding.class} ${finding.severity} ${finding.confidence} ${place}`;
  });
  const expected = VULNERABLE_SITE_FLAWS.map(
    (flaw) =>
      `${flaw.class} ${flaw.severity} CONFIRMED ${describePlace(flaw.method, flaw.path, flaw.parameter)}`,
  );
  // The message of the database, by which the injection shows, is a leak of its own.
  const shown = 'INFORMATION_LEAKAGE MEDIUM CONFIRMED GET /app/invoices';
  expect(found.sort()).toEqual([...expected, shown].sort());
});

it('finds nothing on the safe site when it answers 200 to everything', async () => {
  seller.state.setFault('catch-all-200', true);
  expect(pickSerious(await scan('safe'))).toEqual([]);
});

it('does not call a scan complete whose session keeps dying', async () => {
  seller.state.setFault('session-dies', true);
  const result = await scan('safe');
  expect(result).toMatchObject({ outcome: 'INCOMPLETE', reason: { code: 'SESSION_LOST' } });
});
