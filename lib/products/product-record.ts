import type { SubmissionStatus } from '@/lib/lifecycle/rules/status';
import type { EncryptionChoice } from './schemas';

/** A website that the product was released with, as it is now. */
export type ProductWebsite = {
  id: string;
  /** What its host is now: another one where it was removed and added again. */
  websiteId: string;
  name: string;
  host: string;
  isRemoved: boolean;
  verifiedAt: Date | null;
  /** The scan that vouched for it at the release. */
  releasedScanId: string;
  /** The newest scan that has ended and was not cancelled. */
  scan: null | {
    id: string;
    status: 'COMPLETE' | 'INCOMPLETE';
    completedAt: Date;
    /** Login settings changed after it started. */
    isOutdated: boolean;
    /** Findings that block, that nobody has decided, and that are newer than the approval. */
    openFindings: number;
  };
};

/** What the flags of a product are derived from. */
export type ProductFacts = {
  assetId: string;
  submissionId: string;
  withdrawnAt: Date | null;
  websites: readonly ProductWebsite[];
  /** Interfaces whose last call failed at the production URL that was released. */
  failingInterfaces: readonly string[];
  /** The asset's newest submission. */
  newest: { id: string; number: number; status: SubmissionStatus };
};

export type ProductRecord = ProductFacts & {
  id: string;
  organizationId: string;
  assetName: string;
  /** Deleted after the product was withdrawn: it has no page any more. */
  isAssetDeleted: boolean;
  name: string;
  note: string;
  /** Null: buyers need not authorise the transfer of their data. */
  encryptionAlgorithm: EncryptionChoice | null;
  version: number;
  releasedAt: Date;
  submissionNumber: number;
  /** Of the snapshot that was approved. */
  productionUrl: string;
};

export type ProductTransition = {
  sequence: number;
  event: string;
  /** Null for a part of the program. */
  actorId: string | null;
  actorLabel: string;
  at: Date;
};
