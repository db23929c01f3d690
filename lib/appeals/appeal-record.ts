import type { AssessmentText } from '@/lib/reports/rules/assessment';
import type { Outcome, VerdictOutcome } from './rules/judgement';

export type AppealRecord = {
  id: string;
  organizationId: string;
  submissionId: string;
  createdAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
  /** How often it was submitted; verdicts belong to a round. */
  round: number;
};

export type AssessmentRecord = AssessmentText & {
  findingId: string;
  version: number;
  updatedAt: Date;
  updatedById: string;
  updatedByName: string | null;
};

export type CommentSide = 'SELLER' | 'REVIEWER';

export type ProofKind = 'WORKBOOK' | 'EVIDENCE' | 'EXCHANGE';
export type ProofRecord = {
  id: string;
  appealId: string;
  kind: ProofKind;
  side: CommentSide;
  /** Of an exchange: the finding that it is about. */
  findingId: string | null;
  fileName: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  storageKey: string;
  uploadedAt: Date;
  uploadedByName: string | null;
};

/** The newest verdict on a finding in a round. */
export type VerdictRecord = {
  findingId: string;
  round: number;
  /** How many verdicts there were on it, this one included. */
  revision: number;
  outcome: VerdictOutcome;
  reason: string;
  /** How many reviewers have said the same, one after another. */
  agreed: number;
  reviewerId: string;
  reviewerName: string | null;
  at: Date;
};

/** A verdict of a review that is decided. */
export type FinalVerdict = VerdictRecord & { outcome: Outcome };

/** How a review ended; `reason` may be empty where the verdicts say it. */
export type DecisionRecord = {
  appealId: string | null;
  outcome: Outcome;
  reason: string;
  reviewerName: string | null;
  at: Date;
};
