import { z } from 'zod';
import { isDay } from '@/lib/core/china-day';
import { DECISION_DAYS, DECISION_MAX_DAYS } from '@/lib/core/policy';
import { storedInteger } from '@/lib/core/stored-values';
import { DECISION_SCOPES } from '@/lib/findings/rules/standing';
import { DEFAULT_LOCALE, LOCALES } from '@/lib/i18n/locales';
import { CONCLUSIONS, EXPLANATION_MAXIMUM, REFERENCE_MAXIMUM } from '@/lib/reports/rules/conclusion';
import { REASON_CODES } from '@/lib/reports/rules/reason-code';
import { COMMENT_MAXIMUM } from './rules/conversation';
import { EXCHANGE_MAXIMUM } from './rules/exchange-text';
import { OUTCOMES, VERDICTS } from './rules/judgement';
import { REASON_MAXIMUM, REASON_MINIMUM } from './rules/reason';

const id = z.uuid();
const text = (maximum: number) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(maximum));

/** A control of a form that was left empty says nothing. */
const orAbsent = (value: unknown) => (value === '' || value === null ? undefined : value);

export const submissionSchema = z.object({ submissionId: id });

export const saveAssessmentSchema = z.object({
  submissionId: id,
  findingId: id,
  conclusion: z.enum(CONCLUSIONS, 'appeals.conclusionMissing'),
  explanation: text(EXPLANATION_MAXIMUM),
  reference: text(REFERENCE_MAXIMUM),
  reasonCode: z.preprocess(orAbsent, z.enum(REASON_CODES, 'appeals.reasonOfOther').optional()),
  endsOn: z.preprocess(orAbsent, z.string().refine(isDay, 'appeals.endNoDay').optional()),
  /** The version that the editor saw; 0 where there was no assessment. */
  version: storedInteger(0),
});

export const answerAlikeSchema = z.object({
  submissionId: id,
  findingId: id,
  count: storedInteger(1),
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
const side = z.string().trim().min(1, 'appeals.exchange.EMPTY').max(EXCHANGE_MAXIMUM);
export const attachExchangeSchema = z.object({
  submissionId: id,
  findingId: id,
  request: side,
  response: side,
});
export const removeProofSchema = z.object({ submissionId: id, proofId: id });

export const reviewedFindingSchema = z.object({ submissionId: id, findingId: id });

const reason = text(REASON_MAXIMUM).pipe(z.string().min(REASON_MINIMUM));

export const cannedReasonSchema = z.object({ reasonId: id, version: storedInteger(1) });
export const saveCannedReasonSchema = z.object({
  /** Absent: a new one. */
  reasonId: id.optional(),
  version: storedInteger(0).default(0),
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
  alike: storedInteger(0).default(0),
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
