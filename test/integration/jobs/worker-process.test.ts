import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { requestScan } from '@/lib/scans/request-scan';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { startEntry } from '@/lib/wiring/processes';
import { readEvents, scanRow } from '../scans/scan-worker';
import { page, provenWebsite, type Site, startSite } from '../scans/website-site';
import { eventually } from '../setup/eventually';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { whenReady } from '../setup/when-ready';

let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The worker as production starts it. One that lives shows it in time on the busiest machine, for its silence is as long as there. */
async function startWorkerFor(site: Site): Promise<ChildProcess> {
  const child = startEntry('worker', [], {
    ...process.env,
    OUTBOUND_ALLOW_PRIVATE: site.host,
  });
  children.push(child);
  await whenReady(child);
  return child;
}

it('is killed in the middle, another one ends gently, and the third finishes the scan', {
  timeout: 900_000,
}, async () => {
  const organization = await newOrganization(systemClock.now().toISOString());
  let asked = 0;
  const site = await startSite(({ url }, response) => {
    if (url === '/') return page(response, '<a href="/slow">slow</a>');
    asked += 1;
    return new Promise<void>(() => undefined);
  });
  const websiteId = await provenWebsite(organization, site);
  const pace = { mode: 'NONE', requestsPerSecond: 20 };
  await saveLoginProfile(organization.as('EDITOR'), { websiteId, version: 0, ...pace });
  const { scanId } = await requestScan(organization.as('EDITOR'), websiteId);

  const killed = await startWorkerFor(site);
  await eventually(async () => asked > 0, { what: 'the first run' });
  const first = await scanRow(scanId);
  expect(first).toMatchObject({ status: 'RUNNING', attempt: 1 });
  const gentle = await startWorkerFor(site);
  // A worker that lives is left alone, however long the website takes.
  expect(await scanRow(scanId)).toMatchObject({ workerId: first.workerId, attempt: 1 });
  asked = 0;
  killed.kill('SIGKILL');
  await eventually(async () => asked > 0, { what: 'the second run' });
  expect(await scanRow(scanId)).toMatchObject({ status: 'RUNNING', attempt: 2 });

  const last = await startWorkerFor(site);
  site.answer = (_request, response) => page(response, '<p>Quick again</p>');
  // It waits for no answer of the site, which never comes.
  gentle.kill('SIGTERM');
  expect(await once(gentle, 'exit')).toEqual([0, null]);

  const ended = await eventually(
    async () => {
      const scan = await scanRow(scanId);
      return scan.completedAt && scan;
    },
    { what: 'the end' },
  );
  expect(ended).toMatchObject({ status: 'COMPLETE', attempt: 2 });
  expect(ended.startedAt?.getTime()).toBeGreaterThan(first.startedAt?.getTime() ?? Number.NaN);
  expect(await readEvents(scanId)).toEqual([
    'scan.finished',
    'scan.requested',
    ...['scan.started', 'scan.started', 'scan.started'],
  ]);
  // Those of the killed one go when it has been silent for too long.
  const left = () => database().$queryRaw<unknown[]>`SELECT key, locked_by FROM graphile_worker.jobs
    WHERE task_identifier = 'run-scan'`;
  await eventually(async () => (await left()).length === 0, { what: 'the end of every job' });
  last.kill('SIGTERM');
  expect(await once(last, 'exit')).toEqual([0, null]);
});
