import type { FindingDraft } from './rules/finding';
import type { DecisionTerms, Standing } from './rules/standing';

/** What a reviewer accepted, for later scans that find the same. */
export type CarriedDecision = DecisionTerms & {
  id: string;
  /** The finding that was judged. */
  findingId: string;
  lookalikeKey: string;
  checkId: string;
  conclusion: 'FALSE_POSITIVE' | 'RISK_ACCEPTED';
  /** The seller's words, columns G and H. */
  explanation: string;
  reference: string;
  /** Why, as a code of the room of reports; null where the seller chose none. */
  reasonCode: string | null;
  /** The reviewer's. */
  reason: string;
  deciderName: string | null;
  revokeReason: string | null;
  revokerName: string | null;
};

/** A finding as it is kept with its scan. */
export type FindingRecord = FindingDraft & {
  id: string;
  scanId: string;
  organizationId: string;
  /** 1, 2, 3 … within the scan, in the order of the report. */
  number: number;
  fingerprint: string;
  lookalikeKey: string;
  /** What proves it: an accepted decision holds while it is the same. */
  evidenceHash: string;
  /** Null where the scan did not keep it. */
  checkVersion: number | null;
  /** What earlier decisions make of it; absent where nobody asked. */
  standing?: Standing<CarriedDecision> | null;
};
