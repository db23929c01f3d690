import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { requestScan } from '@/lib/scans/request-scan';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { startEntry } from '@/lib/wiring/processes';
import { eventsOf, scanRow } from '../scans/scan-worker';
import { page, provenWebsite, startSite } from '../scans/website-site';
import { type DatabaseProxy, startDatabaseProxy } from '../setup/database-proxy';
import { eventually } from '../setup/eventually';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { whenReady } from '../setup/when-ready';

let dropDatabase: () => Promise<void>;
let proxy: DatabaseProxy;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  proxy = await startDatabaseProxy(process.env.DATABASE_URL ?? '');
});
afterAll(async () => {
  await proxy.cut();
  await dropDatabase();
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The silence after which a scan counts as lost, and an outage that is longer. */
const SILENCE_SECONDS = 3;
const OUTAGE_MS = 5_000;

async function startWorker(host: string): Promise<ChildProcess> {
  const child = startEntry('worker', [], {
    ...process.env,
    DATABASE_URL: proxy.url,
    OUTBOUND_ALLOW_PRIVATE: host,
    SCAN_STALLED_AFTER_SECONDS: String(SILENCE_SECONDS),
  });
  children.push(child);
  await whenReady(child);
  return child;
}

it('costs no scan and no worker, though it is longer than the silence of a lost one', async () => {
  const organization = await newOrganization(systemClock.now().toISOString());
  const editor = organization.as('EDITOR');
  let answerSlow = (): void => undefined;
  let asked = 0;
  const site = await startSite(({ url }, response) => {
    if (url === '/') return page(response, '<a href="/slow">slow</a>');
    asked += 1;
    return new Promise<void>((resolve) => {
      answerSlow = () => {
        page(response, '<p>At last</p>');
        resolve();
      };
    });
  });
  const websiteId = await provenWebsite(organization, site);
  await saveLoginProfile(editor, { websiteId, version: 0, mode: 'NONE', requestsPerSecond: 20 });
  const { scanId } = await requestScan(editor, websiteId);
  const workers = [await startWorker(site.host), await startWorker(site.host)];
  await eventually(async () => asked > 0, { what: 'the scan' });
  const before = await scanRow(scanId);

  await proxy.cut();
  await pause(OUTAGE_MS);
  await proxy.restore();
  // Nobody has taken over what was never lost.
  await eventually(
    async () => ((await scanRow(scanId)).heartbeatAt ?? 0) > (before.heartbeatAt ?? 0) && asked > 0,
    { what: 'a heartbeat after the outage' },
  );
  site.answer = (_request, response) => page(response, '<p>Quick again</p>');
  answerSlow();
  const ended = await eventually(
    async () => {
      const scan = await scanRow(scanId);
      return scan.completedAt && scan;
    },
    { what: 'the end' },
  );
  expect(ended).toMatchObject({ status: 'COMPLETE', attempt: 1 });
  expect(await eventsOf(scanId)).toEqual(['scan.finished', 'scan.requested', 'scan.started']);

  const second = await requestScan(editor, websiteId);
  await eventually(async () => (await scanRow(second.scanId)).completedAt, { what: 'new work' });
  expect(workers.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null]);
  workers[0]?.kill('SIGTERM');
  if (workers[0]) expect(await once(workers[0], 'exit')).toEqual([0, null]);
});
