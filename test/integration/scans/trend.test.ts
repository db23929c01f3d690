import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { FINDING_CLASSES, type FindingClass, type Severity } from '@/lib/findings/rules/finding';
import { listScanTrend, TREND_SCANS } from '@/lib/scans/list-scan-trend';
import { newOrganization, type TestOrganization } from '../setup/people';
import { endedScan, scannableWebsite } from '../setup/ready-asset';

type Found = { key: string; severity?: Severity; class?: FindingClass };
type End = { status?: 'COMPLETE' | 'INCOMPLETE'; untested?: FindingClass };

/** A day later, a scan that found this. */
async function scanFinds(
  organization: TestOrganization,
  website: { id: string; host: string },
  found: readonly Found[],
  { status = 'COMPLETE', untested }: End = {},
): Promise<string> {
  organization.clock.advanceMs(DAY_MS);
  const scanId = await endedScan(organization, website, { status });
  const checklist = FINDING_CLASSES.map((name) =>
    name === untested
      ? { class: name, state: 'NOT_TESTED', reason: 'STOPPED_EARLY' }
      : { class: name, state: 'CLEAN' },
  );
  await database().scan.update({ where: { id: scanId }, data: { result: { checklist } } });
  await database().finding.createMany({
    data: found.map(({ key, severity = 'HIGH', class: name = 'XSS' }, index) => ({
      ...{ id: newId(), scanId, organizationId: organization.id, number: index + 1, severity, class: name },
      ...{
        fingerprint: key,
        lookalikeKey: key,
        checkId: 'reflected-xss',
        values: {},
        confidence: 'CONFIRMED',
      },
      ...{ titleKey: 'findings-active.reflectedXss', cvssVector: '', cvssScore: 6.1, cwe: 79, method: 'GET' },
      ...{ url: `https://${website.host}/`, sink: 'html', evidence: {}, evidenceHash: '' },
    })) as never,
  });
  return scanId;
}

async function withWebsite() {
  const organization = await newOrganization();
  const website = await scannableWebsite(organization);
  const look = () => listScanTrend(organization.as('VIEWER'), website.id);
  const scan = (found: readonly Found[], end?: End) => scanFinds(organization, website, found, end);
  return { organization, website, look, scan };
}
const changes = ({ scans }: Awaited<ReturnType<typeof listScanTrend>>) =>
  scans.map(({ change }) => change && [change.added, change.fixed]);

describe('the trend of a website', () => {
  it('is empty without scans, and counts severities of the first', async () => {
    const { look, scan } = await withWebsite();
    expect(await look()).toEqual({ scans: [], total: 0 });
    const id = await scan([{ key: 'a' }, { key: 'b', severity: 'LOW' }, { key: 'c', severity: 'LOW' }]);
    expect(await look()).toMatchObject({
      scans: [{ id, counts: { HIGH: 1, MEDIUM: 0, LOW: 2, HINT: 0 }, change: null }],
      total: 1,
    });
  });

  it('tells what is new and what is fixed since the complete scan before', async () => {
    const { look, scan } = await withWebsite();
    await scan([{ key: 'a' }, { key: 'b' }]);
    await scan([{ key: 'b' }, { key: 'c' }]);
    await scan([]);
    expect(changes(await look())).toEqual([null, [1, 1], [0, 2]]);
  });

  it('never calls fixed what was not tested, nor anything in an incomplete scan', async () => {
    const { look, scan } = await withWebsite();
    await scan([
      { key: 'a', class: 'XSS' },
      { key: 'b', class: 'TLS' },
    ]);
    await scan([], { untested: 'TLS' });
    await scan([{ key: 'd' }], { status: 'INCOMPLETE' });
    await scan([{ key: 'a' }]);
    // The last is compared with the second: the third is incomplete.
    expect(changes(await look())).toEqual([null, [0, 1], [1, null], [1, 0]]);
  });

  it('leaves out what did not come to an end, and other websites and organizations', async () => {
    const { organization, website, look, scan } = await withWebsite();
    await scan([{ key: 'a' }]);
    const other = await scannableWebsite(organization);
    await scanFinds(organization, other, [{ key: 'x' }, { key: 'y' }]);
    const stopped = await scan([]);
    await database().scan.update({ where: { id: stopped }, data: { status: 'CANCELLED' } });
    expect((await look()).scans).toHaveLength(1);
    const stranger = await newOrganization();
    expect(await listScanTrend(stranger.as('OWNER'), website.id)).toEqual({ scans: [], total: 0 });
  });

  it('ends at a number of scans that can be drawn, and compares the oldest of them too', async () => {
    const { look, scan } = await withWebsite();
    for (let index = 0; index < TREND_SCANS + 2; index++) await scan([{ key: String(index) }]);
    const trend = await look();
    expect(trend.total).toBe(TREND_SCANS + 2);
    expect(trend.scans).toHaveLength(TREND_SCANS);
    expect(changes(trend)).toEqual(Array(TREND_SCANS).fill([1, 1]));
    expect(trend.scans.map(({ completedAt }) => completedAt.getTime())).toEqual(
      trend.scans.map(({ completedAt }) => completedAt.getTime()).sort((a, b) => a - b),
    );
  });
});
