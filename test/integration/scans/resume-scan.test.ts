import { expect, it } from 'vitest';
import { authoriseSystem, systemContext } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import type { Execution } from '@/lib/jobs/long-work';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { keptCheckpoint } from '@/lib/scans/run/kept-checkpoint';
import { toScanRecord } from '@/lib/scans/store';
import { newOrganization } from '../setup/people';
import { heartByHand, queuedScan, runnerFor, scanRow, work } from './scan-worker';
import { type Answer, outboundTo, page, startSite } from './website-site';

/** A search that repeats what it is asked, and pages around it. */
const shop: Answer = ({ url = '/' }, response) => {
  const { pathname, searchParams } = new URL(`http://site.test${url}`);
  if (pathname === '/')
    return page(
      response,
      '<a href="/search?q=lamp">Search</a><a href="/news">News</a><a href="/team">Team</a>',
    );
  if (pathname === '/news' || pathname === '/team') return page(response, `<p>All about ${pathname}</p>`);
  if (pathname !== '/search') return page(response, 'Nothing is here', 404);
  return page(response, `<p>You searched for ${searchParams.get('q')}</p>`);
};

const checkpoint = (scanId: string) => database().scanCheckpoint.findUnique({ where: { scanId } });

/** A scan whose worker is gone from the first probe on. */
async function lost() {
  const organization = await newOrganization();
  const site = await startSite(shop);
  const { scanId } = await queuedScan(organization, site);
  const heart = heartByHand();
  const runner = runnerFor(site, { every: heart.every });
  const real = outboundTo(site);
  await new Promise<void>((onGone) => {
    const outbound: Outbound = {
      send: async (request) => {
        if (!/[?&]q=(?!lamp)/.test(request.url)) return real.send(request);
        onGone();
        return new Promise<never>(() => undefined);
      },
    };
    const connect: typeof runner.connect = (...given) => ({ ...runner.connect(...given), outbound });
    void work(organization, scanId, { ...runner, connect });
  });
  real.close();
  const goOn = async () => {
    await database().scan.update({ where: { id: scanId }, data: { status: 'QUEUED', workerId: null } });
    site.requests.length = 0;
    await work(organization, scanId, runnerFor(site));
    return getScanReport(organization.as('VIEWER'), scanId);
  };
  return { site, scanId, goOn };
}

const told = ({ status, findings, result }: Awaited<ReturnType<typeof getScanReport>>) => ({
  ...{ status, checklist: result?.checklist, pages: result?.coverage.pages, left: result?.leftBehind },
  findings: findings.map((one) => `${one.checkId} ${one.sink} ${one.confidence}`),
});

it('goes on behind the crawl when another worker takes it over, and keeps nothing at its end', async () => {
  const organization = await newOrganization();
  const whole = await startSite(shop);
  const { scanId: wholeId } = await queuedScan(organization, whole);
  await work(organization, wholeId, runnerFor(whole));
  const undisturbed = await getScanReport(organization.as('VIEWER'), wholeId);

  const { site, scanId, goOn } = await lost();
  expect((await checkpoint(scanId))?.sealed).toMatch(/^ey/);
  const report = await goOn();
  expect(told(report)).toEqual(told(undisturbed));
  expect(told(report).findings.length).toBeGreaterThan(0);
  expect(site.requests).not.toContain('GET /robots.txt');
  expect(report.result?.counters.requests).toBeGreaterThanOrEqual(undisturbed.result?.counters.requests ?? 0);
  expect(await checkpoint(scanId)).toBeNull();
  expect(await checkpoint(wholeId)).toBeNull();
});

it.each<[string, (sealed: string) => string]>([
  ['cannot be opened', (sealed) => `${sealed.slice(0, -12)}AAAAAAAAAAAA`],
  ['belongs to another scan', () => 'eyJhbGciOiJkaXIifQ..x.y.z'],
])('begins again where what was kept %s', async (_why, spoil) => {
  const { site, scanId, goOn } = await lost();
  const { sealed } = (await checkpoint(scanId)) ?? {};
  await database().scanCheckpoint.update({
    where: { scanId },
    data: { sealed: spoil(sealed ?? ''), sealedJournal: null },
  });
  expect((await goOn()).status).toBe('COMPLETE');
  expect(site.requests).toContain('GET /robots.txt');
  expect((await scanRow(scanId)).attempt).toBe(2);
});

it('keeps what the active phase has done beside the crawl, with what was used up', async () => {
  const organization = await newOrganization();
  const site = await startSite(shop);
  const { scanId } = await queuedScan(organization, site);
  const system = systemContext('worker', organization.clock);
  const context = { ...system, scope: authoriseSystem(system) };
  const open = async (requests: number) => {
    const scan = toScanRecord(await scanRow(scanId));
    const whileLeased: Execution['whileLeased'] = async (write) => {
      await inTransaction((tx) => write({ ...system, tx }));
      return true;
    };
    return keptCheckpoint(context, scan, whileLeased, () => requests);
  };
  const first = await open(30);
  expect([first.state, first.journal, first.used.requests]).toEqual([null, null, 0]);
  await first.keepJournal(new Uint8Array([4, 5]));
  await first.keep(new Uint8Array([1, 2, 3]));
  const { sealed, sealedJournal } = (await checkpoint(scanId)) ?? {};
  expect(sealed).not.toBe(sealedJournal);
  const second = await open(0);
  expect([...(second.state ?? [])]).toEqual([1, 2, 3]);
  expect([...(second.journal ?? [])]).toEqual([4, 5]);
  expect(second.used.requests).toBe(30);
});
