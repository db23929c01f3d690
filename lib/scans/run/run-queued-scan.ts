import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope, scopeOf } from '@/lib/auth/actor';
import { SECOND_MS } from '@/lib/core/clock';
import { database, inTransaction, isUniqueViolation } from '@/lib/db/client';
import { isOutage } from '@/lib/db/outage';
import { outlastOutage } from '@/lib/db/outlast-outage';
import type { Outbound } from '@/lib/http/exchange';
import type { Resolve } from '@/lib/http/resolve-host';
import type { WatchDeps } from '@/lib/jobs/watch-execution';
import { checkOwnershipStillHolds } from '@/lib/ownership/check-ownership-still-holds';
import { getScanTarget } from '@/lib/websites/get-scan-target';
import { addRunJob } from '../add-scan-jobs';
import { runScan } from '../engine/run-scan';
import type { ScanDeps } from '../engine/scan-deps';
import type { ScanRecord } from '../scan-record';
import { cancelled, finishRun, incomplete, type RunEnd, runEndOf } from './finish-run';
import { keptPutBack } from './kept-put-back';
import { planScan, type ScanSettings } from './plan-scan';
import { claimQueued, requeue, storePlan } from './store';
import { type RunWatch, watchRun } from './watch-run';

/** What the worker brings: the way out, and how to wait; the rest is read from the database. */
export type ScanRunner = Pick<WatchDeps, 'every' | 'stalledAfterMs'> & {
  settings: ScanSettings;
  /** The guarded way to one website until `signal` aborts, and how to wait on it; closed when its scan is over. */
  connect(
    origin: string,
    signal: AbortSignal,
  ): Pick<ScanDeps, 'outbound' | 'inspectTls' | 'random' | 'pause' | 'openWork'> & { close(): void };
  /** For the ownership check: all addresses of a name. */
  resolve: Resolve;
  /** Told of what ended a scan unexpectedly; never with a secret. */
  onEngineError(scanId: string, error: unknown): void;
};

const HOST_BUSY_RETRY_MS = 30 * SECOND_MS;

/**
 * Runs a queued scan to its end; a scan that is no longer queued is left alone, so that a job run twice scans once.
 * On shutdown the scan goes back to the queue; when another worker took it over, this one writes nothing.
 * @param job `workerId` names this one execution: no other may ever have the same
 */
export async function runQueuedScan(
  context: Context,
  job: { scanId: string; workerId: string; signal: AbortSignal },
  runner: ScanRunner,
): Promise<void> {
  const scope = authoriseSystem(context);
  const scan = await claim(context, scope, job);
  if (!scan) return;
  const run = { scanId: scan.id, workerId: job.workerId };
  // Stop was pressed before the last worker gave it back: nothing more is sent.
  if (scan.cancelRequestedAt) {
    await finishRun(context, scope, scan, run, cancelled(context));
    return;
  }
  const { every, stalledAfterMs } = runner;
  const watch = watchRun(context, scope, scan, run, { shutdown: job.signal, every, stalledAfterMs });
  let end: RunEnd;
  try {
    end = await scanWebsite(context, scope, scan, run, runner, watch);
  } catch (error) {
    // The database was away at the beginning: nothing is known of the website, and the scan begins once more.
    if (isOutage(error)) return await giveBack(scope, run);
    if (watch.cause() === null) runner.onEngineError(scan.id, error);
    end = watch.cause() === null ? incomplete(context, 'ENGINE_ERROR') : cancelled(context);
  } finally {
    await watch.stop();
  }
  if (watch.cause() === 'TAKEN_OVER') return;
  if (watch.cause() === 'SHUTDOWN') return giveBack(scope, run);
  try {
    await outlastOutage(() => finishRun(context, scope, scan, run, end));
  } catch (error) {
    if (isOutage(error)) throw error;
    // What the engine found cannot be kept: said, instead of scanning the website again with the same outcome.
    runner.onEngineError(scan.id, error);
    await finishRun(context, scope, scan, run, incomplete(context, 'ENGINE_ERROR'));
  }
}

/** Checks that the website is still the seller's, plans, and lets the engine work. */
async function scanWebsite(
  context: Context,
  scope: PlatformScope,
  scan: ScanRecord,
  run: { scanId: string; workerId: string },
  runner: ScanRunner,
  { signal, onProgress }: RunWatch,
): Promise<RunEnd> {
  const own = scopeOf(scan, scope);
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
    await storePlan(database(), scope, run, planned.stored);
    const { clock } = context;
    const putBack = await keptPutBack(scope, run, scan.websiteId);
    const result = await runScan(planned.plan, { ...deps, outbound, clock, signal, onProgress, putBack });
    return runEndOf(result, planned.loginVersion, scan.progress?.counters.requests ?? 0);
  } finally {
    close();
  }
}

/** A request that was cut off by Stop says nothing about the website: the check ends here instead of failing. */
const untilStopped = ({ send }: Outbound, signal: AbortSignal): Outbound => ({
  send: async (request) => {
    const result = await send(request);
    signal.throwIfAborted();
    return result;
  },
});

async function claim(
  context: Context,
  scope: PlatformScope,
  job: { scanId: string; workerId: string },
): Promise<ScanRecord | null> {
  try {
    return await inTransaction(async (tx) => {
      const scan = await claimQueued(tx, scope, { ...job, at: context.clock.now() });
      if (scan)
        await recordAudit(tx, context, {
          event: 'scan.started',
          organizationId: scan.organizationId,
          subject: { type: 'scan', id: scan.id },
          websiteId: scan.websiteId,
        });
      return scan;
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'Scan_one_running_per_host')) throw error;
    // Another scan of the same host is under way: this one waits for its turn.
    const runAt = new Date(context.clock.now().getTime() + HOST_BUSY_RETRY_MS);
    await inTransaction((tx) => addRunJob(tx, job.scanId, runAt));
    return null;
  }
}

function giveBack(scope: PlatformScope, run: { scanId: string; workerId: string }): Promise<void> {
  return outlastOutage(() =>
    inTransaction(async (tx) => {
      if (await requeue(tx, scope, { ...run, isLost: false })) await addRunJob(tx, run.scanId);
    }),
  );
}
