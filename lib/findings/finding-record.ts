import type { FindingDraft } from './rules/finding';

/** A finding as it is kept with its scan. */
export type FindingRecord = FindingDraft & {
  id: string;
  scanId: string;
  organizationId: string;
  /** 1, 2, 3 … within the scan, in the order of the report. */
  number: number;
  fingerprint: string;
  lookalikeKey: string;
  /** SHA-256 of the evidence: an accepted decision holds while it is the same. */
  evidenceHash: string;
};
