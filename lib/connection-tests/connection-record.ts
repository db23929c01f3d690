import type { BillingMode } from '@/lib/koogallery/required-cases';
import type { KeyStates } from './rules/key-rotation';
import type { RunInstances, RunItem, RunSection } from './rules/run-item';

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
  /** As it was saved, or as it passed last (`kept-requests.ts`); null for an own case that has not passed yet. */
  sealedRequest: string | null;
  /** Raised whenever the request or the name is saved. */
  version: number;
  lastPassed: boolean | null;
  lastRunAt: Date | null;
  lastRunDeclaration: number | null;
  lastMessageId: string | null;
};

/** One round of calls to a seller's interfaces. */
export type ConnectionRun = {
  id: string;
  organizationId: string;
  assetId: string;
  /** `PROBE`: the schedule asked for it, nobody else did. */
  kind: 'MANUAL' | 'PROBE';
  status: 'QUEUED' | 'RUNNING' | 'FINISHED' | 'CANCELLED';
  declarationVersion: number;
  sections: RunSection[];
  /** How many items are under way at once. */
  parallelism: number;
  /** False: calls as in production, without `testFlag`. */
  isTestFlagged: boolean;
  /** In the order of the plan. */
  items: RunItem[];
  /** What its own newInstance calls made. */
  instances: RunInstances;
  isDiagnosed: boolean;
  requestedById: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  cancelRequestedAt: Date | null;
  heartbeatAt: Date | null;
  workerId: string | null;
  attempt: number;
};
