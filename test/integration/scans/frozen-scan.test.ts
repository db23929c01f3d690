import { describe, expect, it } from 'vitest';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { threadedWork } from '@/lib/scans/work/threaded-work';
import { eventually } from '../setup/eventually';
import { newOrganization, type TestOrganization } from '../setup/people';
import { FROZEN_TASKS } from './frozen-tasks';
import { queuedScan, realEvery, runnerFor, scanRow, work } from './scan-worker';
import { type Answer, page, type Site, startSite } from './website-site';

const freezing: Answer = (_request, response) => page(response, '<p>freeze here</p>');

/** A scan whose thread computes without end; `stretchLimitMs` is later than the end of the test unless told. */
async function frozenScan(
  organization: TestOrganization,
  { stretchLimitMs = 600_000, shutdown = new AbortController() } = {},
) {
  const site = await startSite(freezing);
  const { scanId } = await queuedScan(organization, site);
  const runner = runnerFor(site, { every: realEvery });
  const open = threadedWork({ stretchLimitMs, tasks: FROZEN_TASKS });
  let isComputing = false;
  const running = work(
    organization,
    scanId,
    {
      ...runner,
      connect: (origin, signal) => ({
        ...runner.connect(origin, signal),
        openWork: (scan) => {
          const opened = open(scan);
          const runPassive: typeof opened.runPassive = (...args) => {
            isComputing = true;
            return opened.runPassive(...args);
          };
          return { ...opened, runPassive };
        },
      }),
    },
    { signal: shutdown.signal },
  );
  return { scanId, running, frozen: () => eventually(async () => isComputing) };
}

const quickScan = async (organization: TestOrganization, site: Site) => {
  const { scanId } = await queuedScan(organization, site);
  site.answer = (_request, response) => page(response, '<p>Quick</p>');
  await work(organization, scanId, runnerFor(site));
  return scanId;
};

describe('a scan whose check never ends', () => {
  it('goes on with its heartbeat, lets another organization scan, and is stopped', async () => {
    const organization = await newOrganization();
    const { scanId, running, frozen } = await frozenScan(organization);
    await frozen();
    const { heartbeatAt } = await scanRow(scanId);
    organization.clock.advanceMs(1_000);
    await eventually(async () => (await scanRow(scanId)).heartbeatAt?.getTime() !== heartbeatAt?.getTime());

    const other = await quickScan(await newOrganization(), await startSite());
    expect(await scanRow(other)).toMatchObject({ status: 'COMPLETE' });
    expect(await scanRow(scanId)).toMatchObject({ status: 'RUNNING' });

    await cancelScan(organization.as('EDITOR'), scanId);
    await running;
    expect(await scanRow(scanId)).toMatchObject({ status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER' });
  });

  it('is given back by a worker that is told to end', async () => {
    const organization = await newOrganization();
    const shutdown = new AbortController();
    const { scanId, running, frozen } = await frozenScan(organization, { shutdown });
    await frozen();
    shutdown.abort();
    await running;
    expect(await scanRow(scanId)).toMatchObject({ status: 'QUEUED', workerId: null });
  });

  it('ends with the class that was not tested, and why', async () => {
    const organization = await newOrganization();
    const { scanId, running } = await frozenScan(organization, { stretchLimitMs: 500 });
    await running;
    const row = await scanRow(scanId);
    expect(row).toMatchObject({ status: 'COMPLETE' });
    expect(JSON.stringify(row.result)).toContain('CHECK_TIMED_OUT');
  });
});
