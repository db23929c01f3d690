import type { ExchangeTiming, OutboundFailure, RawHeader } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import type { ResponseCheck } from './rules/check';
import type { BillingMode } from './rules/required-cases';

export type Declaration = {
  assetId: string;
  protocol: 'V2' | 'V1';
  productKind: 'COMMON' | 'JOINT_OPERATIONS';
  billingModes: BillingMode[];
  productionUrl: string;
  isAccessKeySet: boolean;
  accessKeySetAt: Date | null;
  extensionParameters: { name: string; value: string }[];
  provisioningInfo: string[];
  encryptionAlgorithm: 'AES256' | 'AES128';
  version: number;
  updatedById: string;
  updatedAt: Date;
};

export type ConnectionCase = {
  id: string;
  assetId: string;
  activity: string;
  /** That of the last success; empty when there was none yet. */
  request: JsonObject;
  lastPassed: boolean | null;
  lastRunAt: Date | null;
  lastRunDeclaration: number | null;
  lastMessageId: string | null;
};

export type RunItem = {
  activity: string;
  /** The builder's request; absent: the saved case's, else the sample. */
  request?: JsonObject;
  state: 'WAITING' | 'PASSED' | 'FAILED' | 'NOT_RUN';
  messageId: string | null;
  /** Why it was not run. */
  reason?: NotRunReason;
};

/** A sentence each below `connection.run.notRun.<reason>`. */
export type NotRunReason = 'NO_INSTANCE' | 'DECLARATION_CHANGED' | 'ACCESS_KEY_UNREADABLE';

export type ConnectionRun = {
  id: string;
  organizationId: string;
  assetId: string;
  status: 'QUEUED' | 'RUNNING' | 'FINISHED' | 'CANCELLED';
  declarationVersion: number;
  items: RunItem[];
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  heartbeatAt: Date | null;
  workerId: string | null;
};

/** What a list says about a call. */
export type CallSummary = {
  id: string;
  failureCode: string | null;
  resultCode: string | null;
  totalMs: number;
  warningCount: number;
};

/** One call with its single try, byte-exact. */
export type CallRecord = {
  id: string;
  assetId: string;
  runId: string | null;
  activity: string;
  isPassed: boolean;
  failureCode: string | null;
  resultCode: string | null;
  createdAt: Date;
  attempt: {
    startedAt: Date;
    method: string;
    url: string;
    requestHead: readonly RawHeader[];
    requestBody: Uint8Array;
    status: number | null;
    responseHead: readonly RawHeader[] | null;
    responseBody: Uint8Array | null;
    failure: OutboundFailure | null;
    timing: ExchangeTiming;
    checks: readonly ResponseCheck[];
  };
};
