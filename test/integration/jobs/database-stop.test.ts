import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { getRestart } from '@/lib/restarts/get-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { requestScan } from '@/lib/scans/request-scan';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { startEntry } from '@/lib/wiring/processes';
import { type Bench, newBench, readCalls, readRun } from '../connection-tests/seller';
import { readEvents, scanRow } from '../scans/scan-worker';
import { provenWebsite, type Site, startSite } from '../scans/website-site';
import { type DatabaseServer, useOwnDatabaseServer } from '../setup/database-server';
import { eventually } from '../setup/eventually';
import { newOrganization } from '../setup/people';
import { whenReady } from '../setup/when-ready';

let server: DatabaseServer;
const folder = mkdtempSync(path.join(os.tmpdir(), 'preflight-'));
beforeAll(async () => {
  server = await useOwnDatabaseServer();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.remove();
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The silence after which work counts as lost: a busy machine keeps a worker waiting for seconds. A scan makes so many requests in a longer time. */
const SILENCE_SECONDS = 20;
const REQUESTS_PER_SECOND = 2;
const REQUESTS_MEANWHILE = 44;
/** Two workers start and stop with their database: that takes minutes on a machine that is busy. */
const WITHIN = { withinMs: 240_000 };

/** The worker as production starts it, but sooner alarmed about another one that has fallen silent. */
async function startWorker(site: Site, bench: Bench): Promise<ChildProcess> {
  const authority = path.join(folder, 'authority.pem');
  writeFileSync(authority, bench.seller.caPem);
  const child = startEntry('worker', [], {
    ...process.env,
    OUTBOUND_ALLOW_PRIVATE: [site.host, ...bench.allowed].join(','),
    OUTBOUND_EXTRA_CA: authority,
    SCAN_STALLED_AFTER_SECONDS: String(SILENCE_SECONDS),
  });
  children.push(child);
  await whenReady(child);
  return child;
}

it('costs nothing: a scan, a run and a restart go on, and nothing is done twice', {
  timeout: 900_000,
}, async () => {
  let asked = 0;
  let answer = (): void => undefined;
  let patience = Promise.resolve();
  const bench = await newBench(async (_ms, clock) => {
    // The worker signs with the time as it is.
    clock.advanceMs(Date.now() - clock.now().getTime());
    asked += 1;
    await patience;
  });
  bench.seller.state.setFault('slow', true);
  await bench.runThrough([{ activity: 'newInstance' }]);
  const [made] = await readCalls(bench.assetId);
  const organization = await newOrganization(systemClock.now().toISOString());
  const site = await startSite();
  const websiteId = await provenWebsite(organization, site);
  const editor = organization.as('EDITOR');
  const pace = { mode: 'NONE', requestsPerSecond: REQUESTS_PER_SECOND };
  await saveLoginProfile(editor, { websiteId, version: 0, ...pace });

  patience = new Promise((resolve) => {
    answer = resolve;
  });
  const workers = [await startWorker(site, bench), await startWorker(site, bench)];
  const { scanId } = await requestScan(editor, websiteId);
  await eventually(async () => site.requests.length > 2, { ...WITHIN, what: 'the scan at work' });
  // Last, with workers that wait for it: a call is given up while others are only started.
  const wish = { messageIds: [made?.id ?? ''], willSend: 1 };
  const { restartId } = await restartMessages(bench.organization.as('EDITOR'), wish, bench.allowed);
  const { runId } = await bench.request();
  await eventually(async () => asked === 3, { ...WITHIN, what: 'run and restart at work' });

  await server.stop();
  const before = site.requests.length;
  answer();
  await eventually(async () => site.requests.length > before + REQUESTS_MEANWHILE, {
    ...WITHIN,
    what: 'the scan going on',
  });
  await server.start();

  const scan = await eventually(
    async () => {
      const row = await scanRow(scanId);
      return row.completedAt && row;
    },
    { ...WITHIN, what: 'the end of the scan' },
  );
  expect(scan).toMatchObject({ status: 'COMPLETE', attempt: 1 });
  expect(await readEvents(scanId)).toEqual(['scan.finished', 'scan.requested', 'scan.started']);

  const run = await eventually(
    async () => {
      const row = await readRun(runId);
      return row.status === 'FINISHED' && row;
    },
    { ...WITHIN, what: 'the end of the run' },
  );
  expect(run).toMatchObject({ attempt: 1 });
  const restart = await eventually(
    async () => {
      const read = await getRestart(bench.organization.as('VIEWER'), restartId);
      return read.finishedAt && read;
    },
    { ...WITHIN, what: 'the end of the restart' },
  );
  expect(restart.rows).toMatchObject([{ state: 'PASSED', message: { attemptCount: 2 } }]);
  // Every call that the seller got is kept, once: those of the run, the restarted one and its first try.
  const ofRun = (await readCalls(bench.assetId)).filter((call) => call.runId === runId);
  expect(ofRun.map(({ activity }) => activity)).toEqual(run.items.map(({ activity }) => activity));
  expect(asked).toBe(ofRun.length + 2);

  await saveLoginProfile(editor, { websiteId, version: 1, mode: 'NONE', requestsPerSecond: 20 });
  const second = await requestScan(editor, websiteId);
  await eventually(async () => (await scanRow(second.scanId)).completedAt, { ...WITHIN, what: 'new work' });
  expect(workers.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null]);
});
