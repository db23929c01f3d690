import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope, scopeOf } from '@/lib/auth/actor';
import { SECOND_MS } from '@/lib/core/clock';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { recordFindings } from '@/lib/findings/record-findings';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import type { ClosableOutbound } from '@/lib/http/outbound';
import { addJob } from '@/lib/jobs/add-job';
import { getScanTarget } from '@/lib/websites/get-scan-target';
import { runScan, type ScanDeps } from '../engine/run-scan';
import type { ScanResult } from '../rules/result';
import type { ScanRecord } from '../scan-record';
import { planScan, type ScanSettings } from './plan-scan';
import { claimQueued, endScan, requeue, type ScanEnd, storePlan } from './store';
import { watchRun } from './watch-run';

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
  const { origin } = await getScanTarget(scopeOf(scan, scope), scan.websiteId);
  const planned = await planScan(scope, scan, origin, runner.settings);
  if (!planned.ok) return finish(context, scope, scan, run, incomplete(context, planned.reason), []);
  await inTransaction((tx) => storePlan(tx, scope, run, planned.stored));

  const { outbound, inspectTls } = runner.connect(origin);
  const watch = watchRun(context, scope, run, { shutdown: job.signal, every: runner.every });
  let end: ScanEnd;
  let findings: readonly FingerprintedFinding[] = [];
  try {
    const result = await runScan(planned.plan, {
      outbound,
      inspectTls,
      random: runner.random,
      pause: runner.pause,
      clock: context.clock,
      signal: watch.signal,
      onProgress: watch.onProgress,
    });
    end = endOf(result);
    findings = result.findings;
  } catch (error) {
    runner.onEngineError(scan.id, error);
    end = incomplete(context, 'ENGINE_ERROR');
  } finally {
    await watch.stop();
    outbound.close();
  }
  if (watch.cause() === 'TAKEN_OVER') return;
  if (watch.cause() === 'SHUTDOWN') return giveBack(scope, run);
  return finish(context, scope, scan, run, end, findings);
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

const incomplete = (context: Context, reasonCode: ScanEnd['reasonCode']): ScanEnd => ({
  status: 'INCOMPLETE',
  at: context.clock.now(),
  reasonCode,
  reasonData: null,
  result: null,
  engineVersion: null,
});

const endOf = ({ outcome, reason, completedAt, engineVersion, ...result }: ScanResult): ScanEnd => ({
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
});

async function finish(
  context: Context,
  scope: PlatformScope,
  scan: ScanRecord,
  run: { scanId: string; workerId: string },
  end: ScanEnd,
  findings: readonly FingerprintedFinding[],
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
