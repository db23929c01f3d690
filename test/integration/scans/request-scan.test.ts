import { describe, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { listScans } from '@/lib/scans/list-scans';
import { readScanProgress } from '@/lib/scans/read-scan-progress';
import { requestScan } from '@/lib/scans/request-scan';
import { MAX_SCANS_AT_ONCE } from '@/lib/scans/rules/run-limits';
import { newOrganization } from '../setup/people';
import { agreedWebsite, newHost, verifiedWebsite } from '../websites/rows';
import { readEvents, readJobs, runnerFor, scanRow, work } from './scan-worker';
import { startSite } from './website-site';

const listCodes = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'DONE' : outcome.reason.code)).sort();
const unfinished = (organizationId: string) =>
  database().scan.count({ where: { organizationId, status: { in: ['QUEUED', 'RUNNING'] } } });

describe('asking for a scan', () => {
  it('needs ownership that is proven now', async () => {
    const organization = await newOrganization();
    const { id } = await agreedWebsite(organization);
    organization.clock.advanceMs(30 * 86_400_000);
    await expect(requestScan(organization.as('EDITOR'), id)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'scans.ownershipNotProven' },
    });
    expect(await unfinished(organization.id)).toBe(0);
  });

  it('needs the agreement', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await expect(requestScan(organization.as('EDITOR'), id)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'scans.agreementNotAccepted' },
    });
  });

  it('is for those who may, of their own organization', async () => {
    const organization = await newOrganization();
    const { id } = await agreedWebsite(organization);
    await expect(requestScan(organization.as('VIEWER'), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = (await newOrganization()).as('OWNER');
    await expect(requestScan(other, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { scanId } = await requestScan(organization.as('EDITOR'), id);
    await expect(getScanReport(other, scanId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readScanProgress(other, scanId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await listScans(other, id)).toMatchObject({ rows: [], total: 0 });
    expect(await listScans(organization.as('VIEWER'), id)).toMatchObject({
      rows: [{ id: scanId }],
      total: 1,
    });
  });

  it('has one effect for two identical clicks at once', async () => {
    const organization = await newOrganization();
    const { id } = await agreedWebsite(organization);
    const clicks = [1, 2].map(() => requestScan(organization.as('EDITOR'), id));
    expect(listCodes(await Promise.allSettled(clicks))).toEqual(['CONFLICT', 'DONE']);
    const scans = await database().scan.findMany({ where: { websiteId: id } });
    expect(scans).toMatchObject([{ status: 'QUEUED', purpose: 'SELF_CHECK', attempt: 0 }]);
    const scanId = scans[0]?.id ?? '';
    expect(await readJobs(`run-scan:${scanId}`)).toHaveLength(1);
    expect(await readEvents(scanId)).toEqual(['scan.requested']);
    const audited = { organizationId: organization.id, event: 'scan.requested' };
    expect(await database().auditEntry.count({ where: audited })).toBe(1);
  });

  it('lets five of ten win that are asked for at once, and a sixth later neither', async () => {
    const organization = await newOrganization();
    const websites: string[] = [];
    for (let i = 0; i < 2 * MAX_SCANS_AT_ONCE; i++) websites.push((await agreedWebsite(organization)).id);
    const clicks = websites.map((id) => requestScan(organization.as('EDITOR'), id));
    const five = (code: string) => Array.from({ length: MAX_SCANS_AT_ONCE }, () => code);
    expect(listCodes(await Promise.allSettled(clicks))).toEqual([...five('DONE'), ...five('LIMIT_EXCEEDED')]);
    expect(await unfinished(organization.id)).toBe(MAX_SCANS_AT_ONCE);

    const [running] = await database().scan.findMany({ where: { organizationId: organization.id } });
    const { id } = await agreedWebsite(organization);
    await expect(requestScan(organization.as('EDITOR'), id)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { values: { maximum: MAX_SCANS_AT_ONCE } },
    });
    const ended = { status: 'CANCELLED', completedAt: organization.clock.now() } as const;
    await database().scan.update({ where: { id: running?.id ?? '' }, data: ended });
    await expect(requestScan(organization.as('EDITOR'), id)).resolves.toHaveProperty('scanId');
    // Another organization has five of its own.
    const other = await newOrganization();
    const theirs = await agreedWebsite(other);
    await expect(requestScan(other.as('EDITOR'), theirs.id)).resolves.toHaveProperty('scanId');
  });
});

describe('two scans of one host', () => {
  it('wait for each other: the second is asked for again half a minute later', async () => {
    const [first, second] = [await newOrganization(), await newOrganization()];
    const host = newHost();
    const { id } = await agreedWebsite(first, host);
    const { scanId: running } = await requestScan(first.as('EDITOR'), id);
    await database().scan.update({ where: { id: running }, data: { status: 'RUNNING', workerId: 'w' } });
    // The host was given up and proven by another organization while the scan went on.
    await database().hostClaim.updateMany({ where: { host }, data: { releasedAt: first.clock.now() } });
    const theirs = await agreedWebsite(second, host);
    const { scanId } = await requestScan(second.as('EDITOR'), theirs.id);

    const site = await startSite();
    await work(second, scanId, runnerFor(site));
    expect(await scanRow(scanId)).toMatchObject({ status: 'QUEUED', attempt: 0 });
    expect(await readEvents(scanId)).toEqual(['scan.requested']);
    const turn = new Date(second.clock.now().getTime() + 30_000);
    expect(await readJobs(`run-scan:${scanId}`)).toMatchObject([{ run_at: turn }]);
    expect(site.requests).toEqual([]);
  });
});
