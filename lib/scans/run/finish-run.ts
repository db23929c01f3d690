import { recordAudit } from '@/lib/audit/record-audit';
import { type Context, type PlatformScope, scopeOf } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { recordFindings } from '@/lib/findings/record-findings';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import { compareFindings } from '@/lib/findings/rules/score';
import { keepScanProof } from '@/lib/websites/login/keep-scan-proof';
import { addSettleJob } from '../add-scan-jobs';
import type { ScanResult } from '../rules/result';
import type { ScanRecord } from '../scan-record';
import { endScan, type ScanEnd } from './store';

/** How a run ends, with what it found in the order of the report. */
export type RunEnd = ScanEnd & {
  findings: readonly FingerprintedFinding[];
  /** What the run proved of the login settings of this version. */
  login: { version: number; requests: number; durationMs: number } | null;
};

const withoutResult = (
  context: Context,
  end: Pick<ScanEnd, 'status' | 'reasonCode' | 'reasonData'>,
): RunEnd => ({
  ...end,
  at: context.clock.now(),
  result: null,
  engineVersion: null,
  findings: [],
  login: null,
});

/** An end without a result of the engine. */
export const incomplete = (
  context: Context,
  reasonCode: ScanEnd['reasonCode'],
  reasonData: ScanEnd['reasonData'] = null,
): RunEnd => withoutResult(context, { status: 'INCOMPLETE', reasonCode, reasonData });

/** The end of a scan that was stopped before the engine had begun. */
export const cancelled = (context: Context): RunEnd =>
  withoutResult(context, { status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER', reasonData: null });

/**
 * @param loginVersion of the login settings that the run used
 * @param earlierRequests what runs sent that were taken over: the website got them too
 */
export const runEndOf = (
  result: ScanResult,
  loginVersion: number | null,
  earlierRequests: number,
): RunEnd => ({
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
  login: provenLogin(result, loginVersion),
});

/** Only a scan that came to its end has proven the login before, during and after. */
function provenLogin(
  { outcome, coverage, counters, startedAt, completedAt }: ScanResult,
  version: number | null,
): RunEnd['login'] {
  if (outcome !== 'COMPLETE' || coverage.isLoginProven !== true || version === null) return null;
  const durationMs = completedAt.getTime() - startedAt.getTime();
  return { version, requests: counters.requests, durationMs };
}

/**
 * Ends a scan with its findings, its audit entry and the word to the submission that waits for it, all or nothing.
 * @returns whether it did: a worker that does not hold the scan any more writes nothing
 */
export function finishRun(
  context: Context,
  scope: PlatformScope,
  scan: Pick<ScanRecord, 'id' | 'organizationId' | 'websiteId' | 'submissionId'>,
  run: { scanId: string; workerId: string },
  { findings, login, ...end }: RunEnd,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await endScan(tx, scope, run, end))) return false;
    await recordFindings(tx, scopeOf(scan, scope), { id: scan.id, completedAt: end.at }, findings);
    if (login) {
      const { version, ...effort } = login;
      await keepScanProof(tx, { websiteId: scan.websiteId, version }, { at: end.at, ...effort });
    }
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
