import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createDatabase, startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { migrateDatabase } from '@/lib/db/migrate-database';
import { startEntry } from '@/lib/wiring/processes';
import { whenReady } from '@/test/integration/setup/when-ready';
import type { FromReader } from './freeze-reader';
import type { FromSites, ToSites } from './freeze-sites';

const ROOT = path.resolve(import.meta.dirname, '../..');
const REQUESTS = 400;
const EVERY_MS = 75;
/** Scans that have asked for so much are past their first hostile page. */
const FROZEN_FROM = 12;
const GOAL = { healthMs: 200, startMs: 5_000, memoryMb: 512 };

/**
 * A hostile website is scanned, then a second one beside it, while hostile workbooks and answers are read: what
 * `/api/health` takes meanwhile, how long another organization's scan waits for its first request, and the memory of
 * each process at its height, with one hostile scan and with two.
 */
export async function benchFreeze(): Promise<void> {
  const server = await startEmbeddedPostgres(path.join(ROOT, '.data-test'));
  const children: ChildProcess[] = [];
  try {
    const name = `preflight_freeze_${randomBytes(4).toString('hex')}`;
    await createDatabase(server.url, name);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    await migrateDatabase(ROOT, url.href);
    const environment = buildEnvironment(url.href);
    const started = (child: ChildProcess) => {
      children.push(child);
      return child;
    };
    const start = (entry: string) =>
      started(
        spawn(process.execPath, ['--import', 'tsx', entry], {
          ...{ cwd: ROOT, env: environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
        }),
      );
    const sites = start('test/bench/freeze-sites.ts');
    const { hosts } = await heard<FromSites, 'hosts'>(sites, 'hosts');
    const worker = started(
      startEntry('worker', [], { ...environment, OUTBOUND_ALLOW_PRIVATE: hosts.join(',') }),
    );
    await whenReady(worker);
    const reader = start('test/bench/freeze-reader.ts');
    const { port } = await heard<FromReader, 'port'>(reader, 'port');
    await asked(sites, 'prove', 'proven');

    const quiet = await healthTimes(port, REQUESTS / 4);
    reader.send('freeze');
    await freezeOne(sites);
    const alone = await healthTimes(port, REQUESTS);
    const peakAlone = readPeak(worker);
    await freezeOne(sites);
    const [times, { delayMs }] = await Promise.all([
      healthTimes(port, REQUESTS),
      asked(sites, 'quick', 'quick'),
    ]);
    const read = heard<FromReader, 'read'>(reader, 'read');
    reader.send('count');
    const { workbooks, answers, reasons } = await read;
    const { requests } = await asked(sites, 'count', 'hostile');
    const line = (what: string, seen: string, goal: string) =>
      print(`${what.padEnd(44)} ${seen} (goal ${goal})`);
    print(
      `Node ${process.version}; read meanwhile: ${requests} answers of hostile sites, ${workbooks} workbooks,`,
    );
    print(`${answers} answers of a seller (${reasons.join(', ')})`);
    print(`/api/health with nothing to do               ${ms(quiet, 0.5)} median, ${ms(quiet, 0.99)} p99`);
    line(
      '/api/health, one hostile scan',
      `${ms(alone, 0.5)} median, ${ms(alone, 0.99)} p99`,
      `${GOAL.healthMs} ms`,
    );
    line(
      '/api/health, two hostile scans',
      `${ms(times, 0.5)} median, ${ms(times, 0.99)} p99`,
      `${GOAL.healthMs} ms`,
    );
    line("another organization's scan began after", `${Math.round(delayMs)} ms`, `${GOAL.startMs} ms`);
    line('height of the worker, one hostile scan', peakAlone, `${GOAL.memoryMb} MB`);
    line('height of the worker, two and another', readPeak(worker), `${GOAL.memoryMb} MB`);
    line('height of the reading process', readPeak(reader), `${GOAL.memoryMb} MB`);
    const toldMs = performance.now();
    await ended(worker);
    print(
      `the worker ended ${Math.round(performance.now() - toldMs)} ms after SIGTERM, its scans given back`,
    );
  } finally {
    await Promise.all(children.map(ended));
    await server.stop();
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

const buildEnvironment = (databaseUrl: string) => ({
  ...process.env,
  NODE_ENV: 'production' as const,
  DATABASE_URL: databaseUrl,
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
  ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
  LOG_LEVEL: 'error',
});

type Kind = { kind: string };
function heard<M extends Kind, K extends M['kind']>(child: ChildProcess, kind: K): Promise<M & { kind: K }> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('A process of the bench has ended.'));
    const hear = (message: M) => {
      if (message.kind !== kind) return;
      child.off('message', hear).off('exit', gone);
      resolve(message as M & { kind: K });
    };
    if (child.exitCode !== null) gone();
    child.on('message', hear).once('exit', gone);
  });
}

function asked<K extends FromSites['kind']>(sites: ChildProcess, question: ToSites, kind: K) {
  const answer = heard<FromSites, K>(sites, kind);
  sites.send(question);
  return answer as Promise<Extract<FromSites, { kind: K }>>;
}

/** Begins the scan of one more hostile site, and waits until it is past its first hostile page. */
async function freezeOne(sites: ChildProcess): Promise<void> {
  const before = await asked(sites, 'count', 'hostile');
  sites.send('freeze' satisfies ToSites);
  for (let { requests } = before; requests < before.requests + FROZEN_FROM; )
    [{ requests }] = await Promise.all([asked(sites, 'count', 'hostile'), wait(EVERY_MS)]);
}

async function healthTimes(port: number, requests: number): Promise<number[]> {
  const times: number[] = [];
  for (let sent = 0; sent < requests; sent++) {
    const startedMs = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/api/health`);
    await response.text();
    times.push(performance.now() - startedMs);
    await wait(EVERY_MS);
  }
  return times.sort((a, b) => a - b);
}

const ms = (sorted: readonly number[], share: number): string =>
  `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1)} ms`;

/** Linux alone tells it of another process. */
function readPeak({ pid }: ChildProcess): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return `${Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024)} MB`;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
