import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { BEAT_MS } from '@/lib/jobs/watch-execution';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { readScanProgress, type ScanState } from '@/lib/scans/read-scan-progress';
import { eventually } from '../setup/eventually';
import { newOrganization, type TestOrganization } from '../setup/people';
import {
  heartByHand,
  queuedScan,
  readEvents,
  readJobs,
  realEvery,
  runnerFor,
  scanRow,
  work,
} from './scan-worker';
import { type Answer, page, type Site, startSite } from './website-site';

/** Slow enough that the scan is still under way when Stop is pressed, on any machine. */
const PACE_MS = 100;
const never = () => new Promise<void>(() => undefined);
const runningScan = (site: Site) =>
  eventually(async () => site.requests.length >= 3, { what: 'a scan that sends requests' });

/** A site that has always one more page. */
const endless: Answer = ({ url = '' }, response) =>
  page(response, `<a href="/p${Number(/\d+/.exec(url) ?? 0) + 1}">next</a> <p>${url.length}</p>`);

/** Presses Stop: with the next heartbeat the worker has to end, whatever it waits for. */
async function stop(
  organization: TestOrganization,
  scanId: string,
  beat: () => void,
  running: Promise<void>,
) {
  await cancelScan(organization.as('EDITOR'), scanId);
  beat();
  await running;
}

describe('stopping', () => {
  it('ends a queued scan at once, and its job then does nothing', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    await Promise.all([1, 2].map(() => cancelScan(organization.as('EDITOR'), scanId)));
    expect(await scanRow(scanId)).toMatchObject({
      status: 'CANCELLED',
      reasonCode: 'STOPPED_BY_USER',
      completedAt: organization.clock.now(),
    });
    await work(organization, scanId, runnerFor(site));
    expect(site.requests).toEqual([]);
    expect(await readEvents(scanId)).toEqual(['scan.cancelRequested', 'scan.requested']);
  });

  it('ends a running scan with the next heartbeat, and nothing more is sent', async () => {
    const organization = await newOrganization();
    const site = await startSite(endless);
    const { scanId } = await queuedScan(organization, site);
    const { every, beat } = heartByHand();
    const runner = runnerFor(site, { every });
    const running = work(organization, scanId, {
      ...runner,
      connect: (origin, signal) => ({ ...runner.connect(origin, signal), pause: () => wait(PACE_MS) }),
    });
    await runningScan(site);
    await stop(organization, scanId, beat, running);
    const sent = site.requests.length;
    expect(await scanRow(scanId)).toMatchObject({ status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER' });
    expect(await readScanProgress(organization.as('VIEWER'), scanId)).toMatchObject({ isEnded: true });
    expect(site.requests).toHaveLength(sent);
    // The button promises two seconds.
    expect(BEAT_MS).toBeLessThanOrEqual(1_000);
  });

  it('does not wait for an answer that does not come', async () => {
    const organization = await newOrganization();
    const site = await startSite(({ url }, response) =>
      url === '/' ? page(response, '<a href="/slow">slow</a>') : never(),
    );
    const { scanId } = await queuedScan(organization, site);
    const { every, beat } = heartByHand();
    const running = work(organization, scanId, runnerFor(site, { every }));
    await eventually(async () => site.requests.length >= 2);
    await stop(organization, scanId, beat, running);
    expect(await scanRow(scanId)).toMatchObject({ status: 'CANCELLED' });
  });

  it('works while ownership is being checked, which is then no failed check', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId, websiteId } = await queuedScan(organization, site);
    let isAsked = false;
    site.beforeFile = () => {
      isAsked = true;
      return never();
    };
    const { every, beat } = heartByHand();
    const running = work(organization, scanId, runnerFor(site, { every }));
    await eventually(async () => isAsked);
    await stop(organization, scanId, beat, running);
    expect(await scanRow(scanId)).toMatchObject({ status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER' });
    expect(await readEvents(websiteId)).not.toContain('website.verificationFailed');
  });

  it('is remembered by the worker that takes the scan over', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    const cancelRequestedAt = organization.clock.now();
    await database().scan.update({ where: { id: scanId }, data: { cancelRequestedAt } });
    await work(organization, scanId, runnerFor(site));
    expect(await scanRow(scanId)).toMatchObject({ status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER' });
    expect(site.requests).toEqual([]);
  });

  it('is for those who may run scans, of their own organization', async () => {
    const organization = await newOrganization();
    const { scanId } = await queuedScan(organization, await startSite());
    await expect(cancelScan(organization.as('VIEWER'), scanId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = (await newOrganization()).as('OWNER');
    await expect(cancelScan(other, scanId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(cancelScan(other, 'no id')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await scanRow(scanId)).toMatchObject({ status: 'QUEUED', cancelRequestedAt: null });
  });
});

describe('a worker that is told to end', () => {
  it('gives its scan back, which the next one finishes', async () => {
    const organization = await newOrganization();
    const site = await startSite(({ url }, response) =>
      url === '/' ? page(response, '<a href="/slow">slow</a>') : never(),
    );
    const { scanId } = await queuedScan(organization, site);
    const shutdown = new AbortController();
    const running = work(organization, scanId, runnerFor(site), { signal: shutdown.signal });
    await eventually(async () => site.requests.length >= 2);
    shutdown.abort();
    await running;
    // A worker that ends is no lost one: the attempt does not count.
    expect(await scanRow(scanId)).toMatchObject({ status: 'QUEUED', workerId: null, attempt: 0 });
    expect(await readJobs(`run-scan:${scanId}`)).toMatchObject([
      { task_identifier: 'run-scan', locked_by: null },
    ]);

    site.answer = (_request, response) => page(response, '<p>Quick again</p>');
    await work(organization, scanId, runnerFor(site));
    expect(await scanRow(scanId)).toMatchObject({ status: 'COMPLETE', attempt: 1 });
  });

  it('writes nothing into a scan that another has taken over', async () => {
    const organization = await newOrganization();
    const site = await startSite(({ url }, response) =>
      url === '/' ? page(response, '<a href="/slow">slow</a>') : never(),
    );
    const { scanId } = await queuedScan(organization, site);
    const running = work(organization, scanId, runnerFor(site, { every: realEvery }));
    await eventually(async () => site.requests.length >= 2);
    await database().scan.update({ where: { id: scanId }, data: { workerId: 'another', attempt: 2 } });
    await running;
    expect(await scanRow(scanId)).toMatchObject({ status: 'RUNNING', workerId: 'another', attempt: 2 });
    expect(await readEvents(scanId)).not.toContain('scan.finished');
  });
});

describe('the progress', () => {
  it('has a sequence that only rises', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    const { every, beat } = heartByHand();
    const runner = runnerFor(site, { every });
    const seen: ScanState[] = [];
    const read = async () => seen.push(await readScanProgress(organization.as('VIEWER'), scanId));
    const running = work(organization, scanId, runner);
    for (let isOver = false; !isOver; isOver = seen.at(-1)?.isEnded === true) {
      await beat();
      await read();
    }
    await running;
    const sequences = seen.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(new Set(sequences).size).toBeGreaterThan(3);
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETE', progress: { scanId } });
    // The same number never stands for two different snapshots: a reader may leave out what it has.
    for (const state of seen) expect(seen.find(({ sequence }) => sequence === state.sequence)).toEqual(state);
  });
});
