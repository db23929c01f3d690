import { authoriseSystem, type Context, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import type { Resolve } from '@/lib/http/resolve-host';
import type { Execution } from '@/lib/jobs/long-work';
import { runLongWork } from '@/lib/jobs/run-long-work';
import type { WatchDeps } from '@/lib/jobs/watch-execution';
import { checkOwnershipStillHolds } from '@/lib/ownership/check-ownership-still-holds';
import { getScanTarget } from '@/lib/websites/get-scan-target';
import { runScan } from '../engine/run-scan';
import type { ScanDeps } from '../engine/scan-deps';
import { carryCounters, type ScanProgress } from '../rules/progress';
import type { ScanRecord } from '../scan-record';
import { keptCheckpoint } from './kept-checkpoint';
import { keptPutBack } from './kept-put-back';
import { planScan, type ScanSettings } from './plan-scan';
import { retestWebsite } from './retest-website';
import { incomplete, SCAN_WORK, type ScanRunEnd, toRunEnd } from './scan-work';
import { storePlan, storeProgress } from './store';

/** What the worker brings: the way out, and how to wait; the rest is read from the database. */
export type ScanRunner = Pick<WatchDeps, 'every' | 'stalledAfterMs'> & {
  settings: ScanSettings;
  /** The guarded way to one website until `signal` aborts, and how to wait on it; closed when its scan is over. */
  connect(
    origin: string,
    signal: AbortSignal,
  ): Pick<
    ScanDeps,
    'outbound' | 'inspectTls' | 'random' | 'pause' | 'openWork' | 'openBrowser' | 'listener'
  > & {
    close(): void;
  };
  /** For the ownership check: all addresses of a name. */
  resolve: Resolve;
  /** Told of what ended a scan unexpectedly; never with a secret. */
  onEngineError(scanId: string, error: unknown): void;
};

/**
 * Runs a queued scan to its end; a scan that is no longer queued is left alone, so that a job run twice scans once.
 * On shutdown the scan goes back to the queue; when another worker took it over, this one writes nothing.
 * @param job `workerId` names this one execution: no other may ever have the same
 */
export function runQueuedScan(
  context: Context,
  { scanId: id, ...job }: { scanId: string; workerId: string; signal: AbortSignal },
  runner: ScanRunner,
): Promise<void> {
  const scope = authoriseSystem(context);
  const { every, stalledAfterMs } = runner;
  return runLongWork(
    context,
    SCAN_WORK,
    { id, ...job },
    {
      ...{ every, stalledAfterMs },
      perform: (scan, execution) => scanWebsite({ ...context, scope }, scan, runner, execution),
      failed: (scan, error) => {
        runner.onEngineError(scan.id, error);
        return incomplete(context, 'ENGINE_ERROR');
      },
    },
  );
}

/** Checks that the website is still the seller's, plans, and lets the engine work. */
async function scanWebsite(
  context: Context & { scope: PlatformScope },
  scan: ScanRecord,
  runner: ScanRunner,
  { lease, signal, cause, onBeat, whileLeased }: Execution,
): Promise<ScanRunEnd | null> {
  const { clock, scope } = context;
  const own = toOrganizationScope(scan, scope);
  const { origin } = await getScanTarget(own, scan.websiteId);
  const { close, outbound, ...deps } = runner.connect(origin, signal);
  try {
    const ownership = await checkOwnershipStillHolds(context, own, scan.websiteId, {
      outbound: untilStopped(outbound, signal),
      resolve: runner.resolve,
      signal,
    });
    if (!ownership.holds) return incomplete(context, 'OWNERSHIP_LOST', { problem: ownership.problem });
    const planned = await planScan(scope, scan, origin, runner.settings);
    if (!planned.ok) return incomplete(context, planned.reason);
    await whileLeased(({ tx }) => storePlan(tx, scope, scan.id, planned.stored));
    const resume = await keptCheckpoint(context, scan, whileLeased, () => news.requests());
    const isResumed = resume.state !== null || resume.journal !== null;
    const before = isResumed ? withoutRequests(scan.progress) : scan.progress;
    const news = newestProgress(before, (progress) => storeProgress(database(), scope, lease, progress));
    onBeat(news.write);
    const putBack = await keptPutBack(scope, scan, whileLeased);
    const { onProgress } = news;
    const runDeps = { ...deps, outbound, clock, signal, onProgress, putBack };
    if (scan.purpose === 'RETEST') {
      const end = await retestWebsite(context, scan, planned.plan, runDeps);
      return cause() === 'SHUTDOWN' ? null : end;
    }
    const result = await runScan(planned.plan, { ...runDeps, resume });
    if (cause() === 'SHUTDOWN') return null;
    return toRunEnd(result, planned.loginVersion, before?.counters.requests ?? 0);
  } finally {
    close();
  }
}

/** What goes on counts its requests on by itself; no other counter falls meanwhile. */
const withoutRequests = (before: ScanProgress | null): ScanProgress | null =>
  before && { ...before, counters: { ...before.counters, requests: 0 } };

/**
 * Writes the newest progress, once.
 * @param before of the run before, if there was one: its counters are carried on
 */
function newestProgress(before: ScanProgress | null, store: (progress: ScanProgress) => Promise<void>) {
  let newest: ScanProgress | null = null;
  let requests = 0;
  return {
    requests: () => requests,
    onProgress: (progress: ScanProgress) => {
      requests = progress.counters.requests;
      newest = { ...progress, counters: carryCounters(before?.counters ?? null, progress.counters) };
    },
    write: async () => {
      const progress = newest;
      newest = null;
      try {
        if (progress) await store(progress);
      } catch (error) {
        newest ??= progress;
        throw error;
      }
    },
  };
}

/** A request that was cut off by Stop says nothing about the website: the check ends here instead of failing. */
const untilStopped = ({ send }: Outbound, signal: AbortSignal): Outbound => ({
  send: async (request) => {
    const result = await send(request);
    signal.throwIfAborted();
    return result;
  },
});
