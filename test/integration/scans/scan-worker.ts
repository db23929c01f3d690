import { systemContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { requestScan } from '@/lib/scans/request-scan';
import { runQueuedScan, type ScanRunner } from '@/lib/scans/run/run-queued-scan';
import type { TestOrganization } from '../setup/people';
import { outboundTo, provenWebsite, type Site } from './website-site';

/** A worker that waits for nothing between requests and writes a heartbeat only when `every` says so. */
export const runnerFor = (site: Site, change: Partial<ScanRunner> = {}): ScanRunner => ({
  settings: { maxRequests: 2_000, maxMinutes: 30 },
  stalledAfterMs: 15_000,
  connect: () => {
    const outbound = outboundTo(site);
    return {
      outbound,
      inspectTls: async () => null,
      random: () => 0.5,
      pause: async () => undefined,
      close: () => outbound.close(),
    };
  },
  resolve: async () => ['127.0.0.1'],
  every: () => () => undefined,
  onEngineError: (_scanId, error) => {
    throw error;
  },
  ...change,
});

/** Time as it is, for what is measured in it. */
export const realEvery: ScanRunner['every'] = (ms, work) => {
  const timer = setInterval(work, ms);
  return () => clearInterval(timer);
};

/** A heart that beats when the test says so. */
export function heartByHand() {
  let look = (): void => undefined;
  const every: ScanRunner['every'] = (_ms, work) => {
    look = work;
    return () => undefined;
  };
  return { every, beat: () => look() };
}

/** A proven website with a queued scan. */
export async function queuedScan(organization: TestOrganization, site: Site) {
  const websiteId = await provenWebsite(organization, site);
  return { websiteId, ...(await requestScan(organization.as('EDITOR'), websiteId)) };
}

/** One execution of the scan's job. */
export const work = (
  organization: TestOrganization,
  scanId: string,
  runner: ScanRunner,
  { signal = new AbortController().signal, workerId = newId() } = {},
) => runQueuedScan(systemContext('worker', organization.clock), { scanId, workerId, signal }, runner);

export const scanRow = (id: string) => database().scan.findUniqueOrThrow({ where: { id } });
/** The audit events of a subject, by name: several of one instant have no other order. */
export const readEvents = async (subjectId: string) =>
  (await database().auditEntry.findMany({ where: { subjectId } })).map(({ event }) => event).sort();
/** The jobs that wait or run under a key. */
export const readJobs = (key: string) =>
  database().$queryRaw<
    { task_identifier: string; locked_by: string | null; run_at: Date; attempts: number }[]
  >`
    SELECT task_identifier, locked_by, run_at, attempts FROM graphile_worker.jobs WHERE key = ${key}`;
