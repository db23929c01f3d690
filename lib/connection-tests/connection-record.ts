import type { JsonObject } from '@/lib/signing/canonical';
import type { KeyStates } from './rules/key-rotation';
import type { BillingMode } from './rules/required-cases';

export type Declaration = {
  assetId: string;
  protocol: 'V2' | 'V1';
  productKind: 'COMMON' | 'JOINT_OPERATIONS';
  billingModes: BillingMode[];
  productionUrl: string;
  /** Of the basic interfaces, which every product has. */
  isAccessKeySet: boolean;
  accessKeys: KeyStates;
  /** PEM (SPKI); empty where there is none. */
  kitPublicKey: string;
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
  protocol: 'V2' | 'V1';
  activity: string;
  /** Empty: the interface's own case. */
  name: string;
  /** As it was saved, or as it passed last; empty for an own case that has not passed yet. */
  request: JsonObject;
  /** Raised whenever the request or the name is saved. */
  version: number;
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
