import type { ScanPlan } from './rules/plan';
import type { ScanProgress } from './rules/progress';
import type { ScanReasonCode, ScanResult } from './rules/result';

/** `RETESTED` is the end of a re-test, which is a run like a scan and counts as none. */
export type ScanStatus = 'QUEUED' | 'RUNNING' | 'COMPLETE' | 'INCOMPLETE' | 'CANCELLED' | 'RETESTED';

/** Why a scan ended that the engine did not end: its worker was lost too often, or what it needs was gone. */
export const RUN_REASONS = ['WORKER_LOST', 'ENGINE_ERROR', 'OWNERSHIP_LOST', 'SECRETS_UNREADABLE'] as const;
export type ScanEndReason = ScanReasonCode | (typeof RUN_REASONS)[number];

/** What is kept of the plan: what was scanned and within which limits, never as whom. */
export type StoredPlan = Omit<ScanPlan, 'login' | 'customHeaders'> & { loginMode: ScanPlan['login']['mode'] };

/** What is kept of the engine's result besides the findings. */
export type StoredResult = Pick<
  ScanResult,
  'checklist' | 'coverage' | 'counters' | 'score' | 'checkVersions'
> &
  // Scans of earlier engines did not keep it.
  Partial<Pick<ScanResult, 'leftBehind'>>;

export type ScanRecord = {
  id: string;
  organizationId: string;
  websiteId: string;
  submissionId: string | null;
  /** Of a re-test: the scan whose findings are asked again. */
  retestOfId: string | null;
  purpose: 'SELF_CHECK' | 'REVIEW' | 'RETEST';
  status: ScanStatus;
  host: string;
  requestedById: string | null;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  cancelRequestedAt: Date | null;
  heartbeatAt: Date | null;
  workerId: string | null;
  attempt: number;
  plan: StoredPlan | null;
  progress: ScanProgress | null;
  progressSequence: number;
  reasonCode: ScanEndReason | null;
  reasonData: Record<string, string | number> | null;
  result: StoredResult | null;
  engineVersion: string | null;
};
