import type { BulkKind, BulkReason } from './rules/bulk-plan';

export type BulkState = 'WAITING' | 'DONE' | 'SKIPPED';

export type BulkRun = {
  id: string;
  organizationId: string;
  requestedById: string;
  kind: BulkKind;
  createdAt: Date;
};

/** A row that waits, as the one who does it reads it. */
export type WaitingItem = Pick<BulkRun, 'organizationId' | 'requestedById' | 'kind'> & {
  runId: string;
  position: number;
  assetId: string;
  websiteId: string | null;
};

/** A row as people see it; names are null where there is no such asset or website of the organization. */
export type BulkRow = {
  position: number;
  assetId: string;
  assetName: string | null;
  isAssetThere: boolean;
  websiteId: string | null;
  websiteName: string | null;
  state: BulkState;
  reason: BulkReason | null;
  scanId: string | null;
};

export type BulkCounts = { total: number; waiting: number; done: number; skipped: number };
