import { recordAudit } from '@/lib/audit/record-audit';
import { type Context, type PlatformScope, scopeOf } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { recordFindings } from '@/lib/findings/record-findings';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import { compareFindings } from '@/lib/findings/rules/score';
import { addSettleJob } from '../add-scan-jobs';
import type { ScanResult } from '../rules/result';
import type { ScanRecord } from '../scan-record';
import { endScan, type ScanEnd } from './store';

/** How a run ends, with what it found in the order of the report. */
export type RunEnd = ScanEnd & { findings: readonly FingerprintedFinding[] };

const withoutResult = (
  context: Context,
  end: Pick<ScanEnd, 'status' | 'reasonCode' | 'reasonData'>,
): RunEnd => ({ ...end, at: context.clock.now(), result: null, engineVersion: null, findings: [] });

/** An end without a result of the engine. */
export const incomplete = (
  context: Context,
  reasonCode: ScanEnd['reasonCode'],
  reasonData: ScanEnd['reasonData'] = null,
): RunEnd => withoutResult(context, { status: 'INCOMPLETE', reasonCode, reasonData });

/** The end of a scan that was stopped before the engine had begun. */
export const cancelled = (context: Context): RunEnd =>
  withoutResult(context, { status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER', reasonData: null });

/** @param earlierRequests what runs sent that were taken over: the website got them too */
export const runEndOf = (result: ScanResult, earlierRequests: number): RunEnd => ({
  status: result.outcome,
  at: result.completedAt,
  reasonCode: result.reason?.code ?? null,
  reasonData: result.reason?.values ?? null,
  result: {
    checklist: result.checklist,
    coverage: result.coverage,
    leftBehind: result.leftBehind,
    counters: { ...result.counters, requests: earlierRequests + result.counters.requests },
    score: result.score,
    checkVersions: result.checkVersions,
  },
  engineVersion: result.engineVersion,
  findings: [...result.findings].sort(compareFindings),
});

/**
 * Ends a scan with its findings, its audit entry and the word to the submission that waits for it, all or nothing.
 * @returns whether it did: a worker that does not hold the scan any more writes nothing
 */
export function finishRun(
  context: Context,
  scope: PlatformScope,
  scan: Pick<ScanRecord, 'id' | 'organizationId' | 'websiteId' | 'submissionId'>,
  run: { scanId: string; workerId: string },
  { findings, ...end }: RunEnd,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await endScan(tx, scope, run, end))) return false;
    await recordFindings(tx, scopeOf(scan, scope), { id: scan.id, completedAt: end.at }, findings);
    await recordAudit(tx, context, {
      event: 'scan.finished',
      organizationId: scan.organizationId,
      subject: { type: 'scan', id: scan.id },
      websiteId: scan.websiteId,
      after: { status: end.status, reason: end.reasonCode, findings: findings.length },
    });
    await addSettleJob(tx, scan);
    return true;
  });
}
