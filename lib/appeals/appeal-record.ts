import type { AssessmentText } from '@/lib/reports/rules/conclusion';
import type { Outcome } from './rules/judgement';

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

export type ProofKind = 'WORKBOOK' | 'EVIDENCE';
export type ProofRecord = {
  id: string;
  appealId: string;
  kind: ProofKind;
  fileName: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  storageKey: string;
  uploadedAt: Date;
  uploadedByName: string | null;
};

export type VerdictRecord = {
  findingId: string;
  round: number;
  outcome: Outcome;
  reason: string;
  reviewerName: string | null;
  at: Date;
};

/** How a review ended; `reason` may be empty where the verdicts say it. */
export type DecisionRecord = {
  appealId: string | null;
  outcome: Outcome;
  reason: string;
  reviewerName: string | null;
  at: Date;
};
