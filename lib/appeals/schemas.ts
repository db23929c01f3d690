import { z } from 'zod';
import { DECISION_DAYS, DECISION_MAX_DAYS } from '@/lib/core/policy';
import { DECISION_SCOPES } from '@/lib/findings/rules/standing';
import { DEFAULT_LOCALE, LOCALES } from '@/lib/i18n/locales';
import {
  CONCLUSIONS,
  EXPLANATION_MAXIMUM,
  EXPLANATION_MINIMUM,
  isExplained,
  REFERENCE_MAXIMUM,
} from '@/lib/reports/rules/conclusion';
import { COMMENT_MAXIMUM } from './rules/conversation';
import { OUTCOMES, VERDICTS } from './rules/judgement';
import { REASON_MAXIMUM, REASON_MINIMUM } from './rules/reason';

const id = z.uuid();
const text = (maximum: number) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(maximum));

export const submissionSchema = z.object({ submissionId: id });

export const saveAssessmentSchema = z.object({
  submissionId: id,
  findingId: id,
  conclusion: z.enum(CONCLUSIONS, 'appeals.conclusionMissing'),
  explanation: text(EXPLANATION_MAXIMUM).check(({ value, issues }) => {
    if (isExplained(value)) return;
    issues.push({
      code: 'too_small',
      origin: 'string',
      minimum: EXPLANATION_MINIMUM,
      inclusive: true,
      input: value,
      message: 'appeals.explanationShort',
    });
  }),
  reference: text(REFERENCE_MAXIMUM),
  /** The version that the editor saw; 0 where there was no assessment. */
  version: z.coerce.number().int().nonnegative(),
});

const bytes = z.instanceof(Uint8Array);

export const previewWorkbookSchema = z.object({ submissionId: id, bytes });
export const applyWorkbookSchema = z.object({
  submissionId: id,
  bytes,
  fileName: z.string(),
  /** Of the file whose preview was shown: another file is not applied. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the assessments that the preview compared with. */
  basis: z.string().regex(/^[0-9a-f]{64}$/),
});
export const uploadEvidenceSchema = z.object({ submissionId: id, bytes, fileName: z.string() });
export const removeProofSchema = z.object({ submissionId: id, proofId: id });

export const reviewedFindingSchema = z.object({ submissionId: id, findingId: id });

const reason = text(REASON_MAXIMUM).pipe(z.string().min(REASON_MINIMUM));

export const cannedReasonSchema = z.object({ reasonId: id });
export const saveCannedReasonSchema = z.object({
  /** Absent: a new one. */
  reasonId: id.optional(),
  version: z.coerce.number().int().nonnegative().default(0),
  outcome: z.enum(VERDICTS, 'appeals.verdictMissing'),
  english: reason,
  chinese: reason,
});

export const giveVerdictSchema = z.object({
  submissionId: id,
  findingId: id,
  outcome: z.enum(VERDICTS, 'appeals.verdictMissing'),
  reason,
  /** How many alike findings were shown that get the same verdict. */
  alike: z.coerce.number().int().nonnegative().default(0),
  /** Of the reason, which is a question to the seller where more is needed. */
  language: z.enum(LOCALES).default(DEFAULT_LOCALE),
});

/** Whom a review waits for; `EFFECT`: a decision that can still be undone. Texts: `review.waitingOn.<value>`. */
export const WAITING_ON = ['NOBODY', 'REVIEWER', 'SECOND', 'SELLER', 'EFFECT'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];
export const CLAIMED_BY = ['MINE', 'FREE', 'OTHERS'] as const;
export const QUEUE_SEVERITIES = ['CRITICAL', 'HIGH', 'NONE'] as const;
export const QUEUE_SORTS = ['deadline', 'age', 'severity', 'organization'] as const;

/** What the address of the queue says; unknown parts count as not said. */
export const queueFilterSchema = z.object({
  q: text(200).catch(''),
  organization: id.nullable().catch(null),
  claimed: z.enum(CLAIMED_BY).nullable().catch(null),
  severity: z.enum(QUEUE_SEVERITIES).nullable().catch(null),
  waitingOn: z.enum(WAITING_ON).nullable().catch(null),
  sort: z.enum(QUEUE_SORTS).catch('deadline'),
  direction: z.enum(['asc', 'desc']).catch('asc'),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;

export const undoDecisionSchema = z.object({ decisionId: id });
export const assignReviewSchema = z.object({ submissionId: id, reviewerId: id });

export const decideAppealSchema = z.object({
  submissionId: id,
  /** Needed where no finding blocks; elsewhere the verdicts decide. */
  outcome: z.enum(OUTCOMES, 'appeals.outcomeMissing').optional(),
  reason: text(REASON_MAXIMUM).default(''),
  /** For which later scans what was accepted counts, and how long. */
  carryScope: z.enum(DECISION_SCOPES).default('WEBSITE'),
  carryDays: z.coerce.number().int().min(1).max(DECISION_MAX_DAYS).default(DECISION_DAYS),
});

export const commentSchema = z.object({
  submissionId: id,
  /** Null: about the request. */
  findingId: id.nullable(),
  language: z.enum(LOCALES),
  text: text(COMMENT_MAXIMUM).pipe(z.string().min(1, 'appeals.commentEmpty')),
  otherText: text(COMMENT_MAXIMUM).default(''),
  file: z.object({ fileName: z.string(), bytes }).nullable().default(null),
});
export type CommentInput = Omit<z.output<typeof commentSchema>, 'submissionId'>;

export const reviewCommentSchema = commentSchema.extend({
  /** A question waits for the seller, and so does the clock. */
  isQuestion: z.boolean(),
});
export const revokeDecisionSchema = z.object({ decisionId: id, reason });
export const precedentsSchema = z.object({ submissionId: id, findingId: id });
