import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope, scopeOf } from '@/lib/auth/actor';
import { SECOND_MS } from '@/lib/core/clock';
import { database, inTransaction, isUniqueViolation } from '@/lib/db/client';
import { recordFindings } from '@/lib/findings/record-findings';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import { compareFindings } from '@/lib/findings/rules/score';
import type { ClosableOutbound } from '@/lib/http/outbound';
import { addJob } from '@/lib/jobs/add-job';
import { checkOwnershipStillHolds } from '@/lib/ownership/check-ownership-still-holds';
import { getScanTarget } from '@/lib/websites/get-scan-target';
import { runScan, type ScanDeps } from '../engine/run-scan';
import type { ScanResult } from '../rules/result';
import type { ScanRecord } from '../scan-record';
import { planScan, type ScanSettings } from './plan-scan';
import { claimQueued, endScan, requeue, type ScanEnd, storePlan } from './store';
import { type RunWatch, watchRun } from './watch-run';

/** What the worker brings: the way out, and how to wait; the rest is read from the database. */
export type ScanRunner = Pick<ScanDeps, 'random' | 'pause'> & {
  settings: ScanSettings;
  /** The guarded way to one website; closed when its scan is over. */
  connect(origin: string): Pick<ScanDeps, 'inspectTls'> & { outbound: ClosableOutbound };
  /** Calls `work` every `ms` until the returned function is called. */
  every(ms: number, work: () => void): () => void;
  /** Told of what ended a scan unexpectedly; never with a secret. */
  onEngineError(scanId: string, error: unknown): void;
};

const HOST_BUSY_RETRY_MS = 30 * SECOND_MS;

/**
 * Runs a queued scan to its end; a scan that is not queued any more is left alone, so that a job run twice scans once.
 * On shutdown the scan goes back to the queue; when another worker took it over, this one writes nothing.
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
  const watch = watchRun(context, scope, run, { shutdown: job.signal, every: runner.every });
  let end: RunEnd;
  try {
    end = await scanWebsite(context, scope, scan, run, runner, watch);
  } catch (error) {
    runner.onEngineError(scan.id, error);
    end = incomplete(context, 'ENGINE_ERROR');
  } finally {
    await watch.stop();
  }
  if (watch.cause() === 'TAKEN_OVER') return;
  if (watch.cause() === 'SHUTDOWN') return giveBack(scope, run);
  return finish(context, scope, scan, run, end);
}

type RunEnd = ScanEnd & { findings: readonly FingerprintedFinding[] };

/** Checks that the website is still the seller's, plans, and lets the engine work. */
async function scanWebsite(
  context: Context,
  scope: PlatformScope,
  scan: ScanRecord,
  run: { scanId: string; workerId: string },
  runner: ScanRunner,
  watch: RunWatch,
): Promise<RunEnd> {
  const own = scopeOf(scan, scope);
  const ownership = await checkOwnershipStillHolds(context, own, scan.websiteId);
  if (!ownership.holds) return incomplete(context, 'OWNERSHIP_LOST', { problem: ownership.problem });
  const { origin } = await getScanTarget(own, scan.websiteId);
  const planned = await planScan(scope, scan, origin, runner.settings);
  if (!planned.ok) return incomplete(context, planned.reason);
  await storePlan(database(), scope, run, planned.stored);
  const { outbound, inspectTls } = runner.connect(origin);
  try {
    const { random, pause } = runner;
    const { signal, onProgress } = watch;
    return endOf(
      await runScan(planned.plan, {
        outbound,
        inspectTls,
        random,
        pause,
        clock: context.clock,
        signal,
        onProgress,
      }),
    );
  } finally {
    outbound.close();
  }
}

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
        });
      return scan;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Another scan of the same host is under way: this one waits for its turn.
    const runAt = new Date(context.clock.now().getTime() + HOST_BUSY_RETRY_MS);
    await inTransaction((tx) =>
      addJob(tx, 'run-scan', { scanId: job.scanId }, { key: `run-scan:${job.scanId}`, runAt }),
    );
    return null;
  }
}

const incomplete = (
  context: Context,
  reasonCode: ScanEnd['reasonCode'],
  reasonData: ScanEnd['reasonData'] = null,
): RunEnd => ({
  status: 'INCOMPLETE',
  at: context.clock.now(),
  reasonCode,
  reasonData,
  result: null,
  engineVersion: null,
  findings: [],
});

const endOf = ({ outcome, reason, completedAt, engineVersion, findings, ...result }: ScanResult): RunEnd => ({
  status: outcome,
  at: completedAt,
  reasonCode: reason?.code ?? null,
  reasonData: reason?.values ?? null,
  result: {
    checklist: result.checklist,
    coverage: result.coverage,
    counters: result.counters,
    score: result.score,
    checkVersions: result.checkVersions,
  },
  engineVersion,
  findings: [...findings].sort(compareFindings),
});

async function finish(
  context: Context,
  scope: PlatformScope,
  scan: ScanRecord,
  run: { scanId: string; workerId: string },
  { findings, ...end }: RunEnd,
): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await endScan(tx, scope, run, end))) return;
    await recordFindings(tx, scopeOf(scan, scope), { id: scan.id, completedAt: end.at }, findings);
    await recordAudit(tx, context, {
      event: 'scan.finished',
      organizationId: scan.organizationId,
      subject: { type: 'scan', id: scan.id },
      after: { status: end.status, reason: end.reasonCode, findings: findings.length },
    });
    if (scan.submissionId)
      await addJob(tx, 'settle-scan', { scanId: scan.id }, { key: `settle-scan:${scan.id}` });
  });
}

async function giveBack(scope: PlatformScope, run: { scanId: string; workerId: string }): Promise<void> {
  await inTransaction(async (tx) => {
    if (await requeue(tx, scope, run)) await addJob(tx, 'run-scan', { scanId: run.scanId });
  });
}
