import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { TREND_WEEKS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { FINDING_CLASSES, type Severity } from '@/lib/findings/rules/finding';
import { listWeeklyFindings } from '@/lib/scans/weekly/list-weekly-findings';
import { newOrganization, type TestOrganization } from '../setup/people';
import { endedScan, scannableWebsite } from '../setup/ready-asset';

/** A Wednesday. */
const NOW = '2027-01-06T12:00:00Z';
type Site = { id: string; host: string };
type End = { status?: 'COMPLETE' | 'INCOMPLETE'; purpose?: 'RETEST' };

/** A scan that came to its end at an instant and found these, each key a fingerprint. */
async function scanAt(
  organization: TestOrganization,
  site: Site,
  at: string,
  found: readonly string[],
  { status = 'COMPLETE', purpose }: End = {},
) {
  const scanId = await endedScan(organization, site, { status });
  const completedAt = new Date(at);
  const result = { checklist: FINDING_CLASSES.map((name) => ({ class: name, state: 'CLEAN' })) };
  await database().scan.update({
    where: { id: scanId },
    data: {
      ...{ completedAt, startedAt: completedAt, createdAt: completedAt, result },
      ...(purpose && { purpose, status: 'RETESTED' as const }),
    },
  });
  const severity = (key: string): Severity => (key.startsWith('low') ? 'LOW' : 'HIGH');
  await database().finding.createMany({
    data: found.map((key, index) => ({
      ...{ id: newId(), scanId, organizationId: organization.id, number: index + 1, severity: severity(key) },
      ...{ class: 'XSS', fingerprint: key, lookalikeKey: key, checkId: 'reflected-xss', values: {} },
      ...{
        confidence: 'CONFIRMED',
        titleKey: 'findings-active.reflectedXss',
        cvssVector: '',
        cvssScore: 6.1,
      },
      ...{
        cwe: 79,
        method: 'GET',
        url: `https://${site.host}/`,
        sink: 'html',
        evidence: {},
        evidenceHash: '',
      },
    })) as never,
  });
}

async function withWebsite() {
  const organization = await newOrganization(NOW);
  const site = await scannableWebsite(organization);
  const look = (zone = 'UTC') => listWeeklyFindings(organization.as('VIEWER'), zone);
  const scan = (at: string, found: readonly string[], end?: End) =>
    scanAt(organization, site, at, found, end);
  return { organization, site, look, scan };
}

/** Of the last weeks: websites, high, low, and what is new and fixed. */
const shapes = ({ weeks }: Awaited<ReturnType<typeof listWeeklyFindings>>, last: number) =>
  weeks
    .slice(-last)
    .map(({ websites, counts, change }) => [
      ...[websites, counts.HIGH, counts.LOW],
      change && [change.added, change.fixed],
    ]);

describe('the findings of an organization by week', () => {
  it('are weeks of nothing without scans, and without websites', async () => {
    const { look } = await withWebsite();
    const { weeks, ...rest } = await look();
    expect(rest).toEqual({ shown: 1, total: 1, isCut: false });
    expect(shapes({ weeks, ...rest }, 99)).toEqual(Array(TREND_WEEKS).fill([0, 0, 0, null]));
    const empty = await newOrganization(NOW);
    expect(await listWeeklyFindings(empty.as('VIEWER'), 'UTC')).toMatchObject({ total: 0, shown: 0 });
  });

  it('stand from the first scan on, and in weeks without a scan; the first scan is neither new nor fixed', async () => {
    const { look, scan } = await withWebsite();
    await scan('2026-12-16T10:00:00Z', ['a', 'low-b']);
    expect(shapes(await look(), 5)).toEqual(
      [
        [0, 0, 0, null],
        [1, 1, 1, null],
        [1, 1, 1, null],
        [1, 1, 1, null],
        [1, 1, 1, null],
      ].slice(0, 5),
    );
  });

  it('are those of the newest complete scan of a week, with what all its scans changed', async () => {
    const { look, scan } = await withWebsite();
    await scan('2026-06-01T10:00:00Z', ['a', 'b']);
    await scan('2026-12-29T10:00:00Z', ['a', 'c', 'low-d']);
    await scan('2026-12-30T10:00:00Z', ['a', 'e']);
    await scan('2027-01-05T10:00:00Z', []);
    // The scan before the first week stands in it, and is what the first of them is compared with.
    expect((await look()).weeks[0]).toMatchObject({ websites: 1, counts: { HIGH: 2 }, change: null });
    expect(shapes(await look(), 3)).toEqual([
      [1, 2, 0, null],
      [1, 2, 0, [3, 3]],
      [1, 0, 0, [0, 2]],
    ]);
  });

  it('leave out re-tests, incomplete scans and deleted websites', async () => {
    const { organization, look, scan } = await withWebsite();
    await scan('2026-12-29T10:00:00Z', ['a']);
    await scan('2027-01-04T10:00:00Z', ['x', 'y'], { purpose: 'RETEST' });
    await scan('2027-01-05T10:00:00Z', ['x', 'y', 'z'], { status: 'INCOMPLETE' });
    const gone = await scannableWebsite(organization);
    await scanAt(organization, gone, '2027-01-05T10:00:00Z', ['q']);
    await database().website.update({ where: { id: gone.id }, data: { deletedAt: new Date(NOW) } });
    expect(shapes(await look(), 2)).toEqual([
      [1, 1, 0, null],
      [1, 1, 0, null],
    ]);
  });

  it('are the sum over the websites of one organization, never of another', async () => {
    const one = await withWebsite();
    const other = await withWebsite();
    const second = await scannableWebsite(one.organization);
    await one.scan('2026-12-29T10:00:00Z', ['a']);
    await one.scan('2027-01-05T10:00:00Z', ['a', 'b']);
    await scanAt(one.organization, second, '2026-12-29T10:00:00Z', ['a', 'low-b']);
    await scanAt(one.organization, second, '2027-01-05T10:00:00Z', ['a']);
    await other.scan('2026-12-30T10:00:00Z', ['p', 'q', 'r']);
    await other.scan('2027-01-05T11:00:00Z', []);
    expect(shapes(await one.look(), 2)).toEqual([
      [2, 2, 1, null],
      [2, 3, 0, [1, 1]],
    ]);
    expect(shapes(await other.look(), 2)).toEqual([
      [1, 3, 0, null],
      [1, 0, 0, [0, 3]],
    ]);
  });

  it('fall into the weeks of the reader, at the edge of a year too', async () => {
    const { look, scan } = await withWebsite();
    // Sunday 3 January 2027 in UTC; in Shanghai it is Monday already.
    await scan('2027-01-03T16:00:00Z', ['a']);
    expect(shapes(await look('UTC'), 2)).toEqual([
      [1, 1, 0, null],
      [1, 1, 0, null],
    ]);
    expect(shapes(await look('Asia/Shanghai'), 2)).toEqual([
      [0, 0, 0, null],
      [1, 1, 0, null],
    ]);
    await scan('2027-01-03T15:59:59.999Z', ['b']);
    expect(shapes(await look('Asia/Shanghai'), 2)).toEqual([
      [1, 1, 0, null],
      [1, 1, 0, [1, 1]],
    ]);
  });

  it('say where a limit left something out, and tell no change of a week that is not wholly known', async () => {
    const { organization, scan } = await withWebsite();
    await scan('2026-12-21T10:00:00Z', ['a']);
    await scan('2026-12-28T10:00:00Z', ['b']);
    await scan('2027-01-04T10:00:00Z', ['c']);
    const viewer = organization.as('VIEWER');
    const cut = await listWeeklyFindings(viewer, 'UTC', { atMostSites: 5, atMostScans: 2 });
    expect([cut.isCut, shapes(cut, 2)]).toEqual([
      true,
      [
        [1, 1, 0, null],
        [1, 1, 0, [1, 1]],
      ],
    ]);
    const newest = await scannableWebsite(organization);
    await scanAt(organization, newest, '2027-01-05T10:00:00Z', ['low-n']);
    const few = await listWeeklyFindings(viewer, 'UTC', { atMostSites: 1, atMostScans: 9 });
    expect(few).toMatchObject({ shown: 1, total: 2, isCut: false });
    expect(shapes(few, 1)).toEqual([[1, 0, 1, null]]);
  });
});
