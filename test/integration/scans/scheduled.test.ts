import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { type Clock, HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { RUN_ATTEMPTS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { recoverLongWork } from '@/lib/jobs/recover-long-work';
import { SCAN_WORK } from '@/lib/scans/run/scan-work';
import { settleScan } from '@/lib/submissions/settle-scan';
import { eventually } from '../setup/eventually';
import { moveBack } from '../setup/move-back';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { assetUsing, verifiedWebsite } from '../websites/rows';
import { queuedScan, readEvents, readJobs, runnerFor, scanRow, work } from './scan-worker';
import { page, startSite } from './website-site';

// These verbs look at every scan there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

/** Longer than any test takes: only rows that are moved back are silent. */
const STALLED_AFTER_MS = HOUR_MS;
const recover = (clock: Clock) =>
  recoverLongWork(systemContext('worker', clock), SCAN_WORK, STALLED_AFTER_MS);

/** A scan whose worker says nothing from now on, in its n-th attempt. */
async function silentScan(
  organization: TestOrganization,
  attempt: number,
  submissionId: string | null = null,
) {
  const { id: websiteId, host } = await verifiedWebsite(organization);
  const at = organization.clock.now();
  const id = newId();
  await database().scan.create({
    data: {
      ...{ id, organizationId: organization.id, websiteId, host, submissionId, attempt, createdAt: at },
      ...{ purpose: 'SELF_CHECK', status: 'RUNNING', workerId: 'gone/1/1', startedAt: at },
    },
  });
  await database().$executeRaw`UPDATE "Scan" SET "heartbeatAt" = now() WHERE "id" = ${id}::uuid`;
  return { id, websiteId };
}

describe('recovering scans', () => {
  it('gives a silent one back to the queue, once for two who do it at once', async () => {
    const organization = await newOrganization();
    const { id } = await silentScan(organization, 1);
    expect(await recover(organization.clock)).toBe(0);
    await moveBack('Scan', id, STALLED_AFTER_MS);
    const recovered = await Promise.all([recover(organization.clock), recover(organization.clock)]);
    expect(recovered.sort()).toEqual([0, 1]);
    expect(await scanRow(id)).toMatchObject({ status: 'QUEUED', workerId: null, attempt: 1 });
    expect(await readJobs(`run-scan:${id}`)).toHaveLength(1);
  });

  it('ends the one that lost its third worker, and its submission is given back', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    const website = await verifiedWebsite(organization);
    const asset = await assetUsing(organization, website.id, 'SCANNING');
    const { id: submissionId } = await database().submission.findFirstOrThrow({
      where: { assetId: asset.id },
    });
    const { id } = await silentScan(organization, RUN_ATTEMPTS, submissionId);
    await moveBack('Scan', id, STALLED_AFTER_MS);
    expect((await Promise.all([recover(clock), recover(clock)])).sort()).toEqual([0, 1]);
    expect(await scanRow(id)).toMatchObject({
      ...{ status: 'INCOMPLETE', reasonCode: 'WORKER_LOST', reasonData: { attempts: 3 } },
      completedAt: clock.now(),
    });
    expect(await readEvents(id)).toEqual(['scan.finished']);
    expect(await readJobs(`settle-scan:${id}`)).toHaveLength(1);
    const policy = {
      isHumanReviewOn: false,
      calendar: { daysOff: new Set<string>(), makeUpDays: new Set<string>() },
    };
    await settleScan(systemContext('worker', clock), id, policy);
    const settled = await database().submission.findUniqueOrThrow({ where: { id: submissionId } });
    expect(settled).toMatchObject({ status: 'DRAFT', reasonCode: 'WORKER_LOST' });
  });

  it('gives a queued one whose job has gone a new job, and leaves one that waits alone', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    await moveBack('Scan', scanId, STALLED_AFTER_MS + MINUTE_MS);
    expect(await recover(organization.clock)).toBe(0);
    // Its worker died between taking the job and taking the scan.
    await database().$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = 'gone', attempts = 1,
      locked_at = now() - interval '2 hours' WHERE key = ${`run-scan:${scanId}`}`;
    expect(await recover(organization.clock)).toBe(1);
    expect(await readJobs(`run-scan:${scanId}`)).toMatchObject([{ locked_by: null, attempts: 0 }]);
    // It failed once too often.
    await database().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts
      WHERE key = ${`run-scan:${scanId}`}`;
    expect(await recover(organization.clock)).toBe(1);
    expect(await recover(organization.clock)).toBe(0);
  });

  it('need not happen to a run that could write no heartbeat: it stops by itself before', async () => {
    const organization = await newOrganization();
    const site = await startSite(({ url }, response) =>
      url === '/' ? page(response, '<a href="/slow">slow</a>') : new Promise<void>(() => undefined),
    );
    const { scanId } = await queuedScan(organization, site);
    let beat = (): void => undefined;
    const runner = runnerFor(site, {
      every: (_ms, look) => {
        beat = look;
        return () => undefined;
      },
    });
    const running = work(organization, scanId, runner, { workerId: 'mute' });
    await eventually(async () => site.requests.length >= 2);
    await database()
      .$executeRaw`ALTER TABLE "Scan" ADD CONSTRAINT mute CHECK ("workerId" <> 'mute') NOT VALID`;
    organization.clock.advanceMs(runner.stalledAfterMs);
    beat();
    await running;
    await database().$executeRaw`ALTER TABLE "Scan" DROP CONSTRAINT mute`;
    expect(await scanRow(scanId)).toMatchObject({ status: 'RUNNING', workerId: 'mute' });
  });
});
