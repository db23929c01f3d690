import { describe, expect, it } from 'vitest';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { listScans } from '@/lib/scans/list-scans';
import { readScanProgress } from '@/lib/scans/read-scan-progress';
import { requestScan } from '@/lib/scans/request-scan';
import { listRetests } from '@/lib/scans/retest/list-retests';
import { requestRetest } from '@/lib/scans/retest/request-retest';
import { getWebsite } from '@/lib/websites/get-website';
import { newOrganization } from '../setup/people';
import { queuedScan, readEvents, runnerFor, scanRow, work } from './scan-worker';
import { type Answer, page, type Site, startSite } from './website-site';

const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A search that repeats what it is asked, as text once it is repaired. */
const search =
  (isRepaired: boolean): Answer =>
  ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(`http://site.test${url}`);
    if (pathname === '/')
      return page(response, '<a href="/search?q=lamp">Search</a><a href="/news">News</a>');
    if (pathname === '/news') return page(response, '<p>News of today</p><a href="/team">Team</a>');
    if (pathname === '/team') return page(response, '<p>Our team</p>');
    if (pathname !== '/search') return page(response, 'Nothing is here', 404);
    const asked = searchParams.get('q') ?? '';
    return page(response, `<p>You searched for ${isRepaired ? escaped(asked) : asked}</p>`);
  };

async function scanned() {
  const organization = await newOrganization();
  const site = await startSite(search(false));
  const { websiteId, scanId } = await queuedScan(organization, site);
  await work(organization, scanId, runnerFor(site));
  const report = await getScanReport(organization.as('VIEWER'), scanId);
  const finding = report.findings.find((one) => one.class === 'XSS');
  if (!finding) throw new Error('the scan found nothing');
  site.requests.length = 0;
  return { organization, site, websiteId, scanId, report, finding };
}

type Scanned = Awaited<ReturnType<typeof scanned>>;
const ask = ({ organization, scanId }: Scanned, input: object) =>
  requestRetest(organization.as('EDITOR'), { scanId, ...input });
const results = async ({ organization, scanId }: Scanned) => listRetests(organization.as('VIEWER'), scanId);
const asFixed = (site: Site) => {
  site.answer = search(true);
};

describe('a re-test', () => {
  it('asks the place of one finding, and shows its result beside it', async () => {
    const made = await scanned();
    const { organization, site, finding, scanId, websiteId, report } = made;
    const { retestId } = await ask(made, { findingIds: [finding.id] });
    expect(await results(made)).toMatchObject({
      open: { id: retestId, status: 'QUEUED', findingIds: [finding.id] },
    });
    await work(organization, retestId, runnerFor(site));
    const { open, results: found } = await results(made);
    expect(open).toBeNull();
    expect(found.get(finding.id)).toMatchObject({
      ...{ state: 'STILL_THERE', reason: null, confidence: 'CONFIRMED' },
      evidence: { request: expect.stringContaining('GET /search') },
    });
    expect(site.requests.length).toBeLessThan(report.result?.counters.requests ?? 0);
    expect(site.requests).not.toContain('GET /team');

    asFixed(site);
    organization.clock.advanceMs(60_000);
    const second = await ask(made, { class: 'XSS' });
    await work(organization, second.retestId, runnerFor(site));
    const after = (await results(made)).results.get(finding.id);
    expect(after).toMatchObject({ state: 'GONE', evidence: null, at: organization.clock.now() });

    // The scan stays what it was.
    expect(await getScanReport(organization.as('VIEWER'), scanId)).toEqual(report);
    const scope = organization.as('VIEWER');
    expect((await listScans(scope, websiteId)).rows.map(({ id }) => id)).toEqual([scanId]);
    const { isScanUnfinished, lastScan } = await getWebsite(scope, websiteId);
    expect({ isScanUnfinished, lastScan }).toMatchObject({
      isScanUnfinished: false,
      lastScan: { id: scanId },
    });
    await expect(getScanReport(scope, retestId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await readEvents(retestId)).toEqual(['scan.finished', 'scan.requested', 'scan.started']);
  });

  it('is one run of the website among others', async () => {
    const made = await scanned();
    const { organization, websiteId } = made;
    const { retestId } = await ask(made, {});
    await expect(ask(made, {})).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(requestScan(organization.as('EDITOR'), websiteId)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await readScanProgress(organization.as('VIEWER'), retestId)).toMatchObject({ status: 'QUEUED' });
    await cancelScan(organization.as('EDITOR'), retestId);
    expect(await scanRow(retestId)).toMatchObject({ status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER' });
    expect((await results(made)).open).toBeNull();
    await requestScan(organization.as('EDITOR'), websiteId);
  });

  it('asks nothing once ownership is gone, and says so at each finding', async () => {
    const made = await scanned();
    const { organization, site, finding } = made;
    const { retestId } = await ask(made, {});
    site.file = null;
    await work(organization, retestId, runnerFor(site));
    expect(site.requests).toEqual([]);
    expect((await results(made)).results.get(finding.id)).toMatchObject({
      ...{ state: 'NOT_ASKED', reason: { code: 'OWNERSHIP_LOST', values: { problem: expect.any(String) } } },
    });
    expect(await scanRow(retestId)).toMatchObject({ status: 'RETESTED', reasonCode: 'OWNERSHIP_LOST' });
  });

  it('is refused for what the scan does not have, for viewers and for other organizations', async () => {
    const made = await scanned();
    const { organization, scanId, finding } = made;
    const other = await newOrganization();
    const input = { scanId, findingIds: [finding.id] };
    await expect(requestRetest(organization.as('VIEWER'), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(requestRetest(other.as('OWNER'), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listRetests(other.as('OWNER'), scanId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(made, { class: 'FILE_UPLOAD' })).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await expect(ask(made, { findingIds: [scanId] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
