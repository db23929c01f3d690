import { recordAudit } from '@/lib/audit/record-audit';
import { type Context, type PlatformScope, type TxContext, toOrganizationScope } from '@/lib/auth/actor';
import { SECOND_MS } from '@/lib/core/clock';
import { insertFindings } from '@/lib/findings/for-other-rooms';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import { compareFindings } from '@/lib/findings/rules/score';
import type { LongWork } from '@/lib/jobs/long-work';
import { saveScanProof } from '@/lib/websites/login/save-scan-proof';
import { addSettleJob } from '../add-settle-job';
import { storeRetestResults } from '../retest/store';
import type { ScanResult } from '../rules/result';
import { countStates, type RetestEntry } from '../rules/retest';
import type { ScanRecord } from '../scan-record';
import { deleteCheckpoint } from './checkpoint-store';
import { readClaimedScan, type ScanEnd, storeScanBegin, storeScanEnd, touchProgress } from './store';
import { tellOfScan } from './tell-of-scan';

/** How a run ends, with what it found in the order of the report. */
export type ScanRunEnd = ScanEnd & {
  findings: readonly FingerprintedFinding[];
  /** What the run proved of the login settings of this version. */
  login: { version: number; requests: number; durationMs: number } | null;
  /** Of a re-test: what it came to, by the id of the finding. */
  retested?: ReadonlyMap<string, RetestEntry>;
};

const withoutResult = (
  context: Context,
  end: Pick<ScanEnd, 'status' | 'reasonCode' | 'reasonData'>,
): ScanRunEnd => ({
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
): ScanRunEnd => withoutResult(context, { status: 'INCOMPLETE', reasonCode, reasonData });

/**
 * @param loginVersion of the login settings that the run used
 * @param earlierRequests what runs sent that were taken over: the website got them too
 */
export const toRunEnd = (
  result: ScanResult,
  loginVersion: number | null,
  earlierRequests: number,
): ScanRunEnd => ({
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
): ScanRunEnd['login'] {
  if (outcome !== 'COMPLETE' || coverage.isLoginProven !== true || version === null) return null;
  const durationMs = completedAt.getTime() - startedAt.getTime();
  return { version, requests: counters.requests, durationMs };
}

/** A scan as long work: it ends with its findings, its audit entry and the word to the submission that waits for it. */
export const SCAN_WORK: LongWork<ScanRecord, ScanRunEnd> = {
  job: 'run-scan',
  // Another scan of the same host is under way: this one waits for its turn.
  retryTakenMs: 30 * SECOND_MS,
  read: ({ tx }, scope, id) => readClaimedScan(tx, scope, id),
  begin: async (context, scope, scan) => {
    await storeScanBegin(context.tx, scope, scan.id, context.clock.now());
    await recordAudit(context.tx, context, { event: 'scan.started', ...auditSubject(scan) });
  },
  returned: ({ tx }, scope, id) => touchProgress(tx, scope, id),
  isCancelled: ({ cancelRequestedAt }) => cancelRequestedAt !== null,
  chooseEnd: (context, { attempt }, cause) =>
    cause === 'CANCELLED'
      ? withoutResult(context, { status: 'CANCELLED', reasonCode: 'STOPPED_BY_USER', reasonData: null })
      : incomplete(context, 'WORKER_LOST', { attempts: attempt }),
  finish: async (context, scope, scan, runEnd) => {
    await deleteCheckpoint(context.tx, scope, scan.id);
    if (scan.purpose === 'RETEST') return finishRetest(context, scope, scan, runEnd);
    const { findings, login, ...end } = runEnd;
    const { tx } = context;
    await storeScanEnd(tx, scope, scan.id, end);
    await insertFindings(
      tx,
      toOrganizationScope(scan, scope),
      { id: scan.id, completedAt: end.at, checkVersions: end.result?.checkVersions ?? [] },
      findings,
    );
    if (login) {
      const { version, ...effort } = login;
      await saveScanProof(tx, { websiteId: scan.websiteId, version }, { at: end.at, ...effort });
    }
    const after = { status: end.status, reason: end.reasonCode, findings: findings.length };
    await recordAudit(tx, context, { event: 'scan.finished', ...auditSubject(scan), after });
    await tellOfScan(context, scan, {
      status: end.status,
      reasonCode: end.reasonCode,
      findings: findings.length,
    });
    await addSettleJob(tx, scan);
  },
};

/** A re-test leaves the scan as it is: it has results of findings, and no findings, validity or login of its own. */
async function finishRetest(
  context: TxContext,
  scope: PlatformScope,
  scan: ScanRecord,
  { retested = new Map(), ...end }: ScanRunEnd,
): Promise<void> {
  const { tx } = context;
  const status = end.status === 'CANCELLED' ? end.status : 'RETESTED';
  await storeScanEnd(tx, scope, scan.id, { ...end, status });
  const otherwise = { code: end.reasonCode ?? ('ENGINE_ERROR' as const), values: end.reasonData ?? {} };
  await storeRetestResults(tx, scope, { id: scan.id, at: end.at }, { entries: retested, otherwise });
  const counts = countStates([...retested.values()].map(({ state }) => state));
  const after = { status, reason: end.reasonCode, ...counts };
  await recordAudit(tx, context, { event: 'scan.finished', ...auditSubject(scan), after });
}

const auditSubject = ({ id, organizationId, websiteId }: ScanRecord) => ({
  organizationId,
  subject: { type: 'scan' as const, id },
  websiteId,
});
