import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { startEntry } from '@/lib/wiring/processes';
import { newBench, readCalls, readRun } from '../connection-tests/seller';
import { eventually } from '../setup/eventually';
import { useOwnDatabase } from '../setup/own-database';
import { whenReady } from '../setup/when-ready';

let dropDatabase: () => Promise<void>;
let folder: string;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'preflight-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await dropDatabase();
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

it('is killed in the middle of a call, and the next one goes on without repeating what is finished', async () => {
  // Three calls are answered; the fourth finds a seller that is busy for ever, until `isPatient`.
  let asked = 0;
  let isPatient = false;
  const bench = await newBench(async (_ms, clock) => {
    // The worker signs with the time as it is.
    clock.advanceMs(Date.now() - clock.now().getTime());
    asked += 1;
    if (asked > 3 && !isPatient) await new Promise<void>(() => undefined);
  });
  bench.seller.state.setFault('slow', true);
  const authority = path.join(folder, 'authority.pem');
  await writeFile(authority, bench.seller.caPem);
  /** The worker as production starts it, but sooner alarmed about another one that has fallen silent. */
  const startWorker = async () => {
    const child = startEntry('worker', [], {
      ...process.env,
      OUTBOUND_ALLOW_PRIVATE: [...bench.allowed].join(','),
      OUTBOUND_EXTRA_CA: authority,
      SCAN_STALLED_AFTER_SECONDS: '3',
    });
    children.push(child);
    await whenReady(child);
    return child;
  };
  const { runId } = await bench.request();
  const killed = await startWorker();
  await eventually(async () => asked > 3, { what: 'the call that is never answered' });
  const first = await readRun(runId);
  const finished = first.items.filter(({ messageIds }) => messageIds.length > 0);
  expect(first).toMatchObject({ status: 'RUNNING', attempt: 1 });
  expect(finished).toHaveLength(3);
  killed.kill('SIGKILL');

  isPatient = true;
  await startWorker();
  const run = await eventually(
    async () => {
      const row = await readRun(runId);
      return row.status === 'FINISHED' && row;
    },
    { what: 'the end' },
  );
  expect(run).toMatchObject({ attempt: 2 });
  expect(run.startedAt).toEqual(first.startedAt);
  expect(run.items.map(({ state }) => state)).toEqual(Array(5).fill('WARNED'));
  for (const { key, messageIds } of finished)
    expect(run.items.find((item) => item.key === key)?.messageIds).toEqual(messageIds);
  const activities = (await readCalls(bench.assetId)).map(({ activity }) => activity);
  expect(activities.sort()).toEqual([...new Set(activities)].sort());
  const proof = await database().productionUrlProof.findUnique({ where: { assetId: bench.assetId } });
  expect(proof).toMatchObject({ declarationVersion: 1 });
});
