import { z } from 'zod';
import { LOCALES } from '@/lib/i18n/locales';
import {
  CONCLUSIONS,
  EXPLANATION_MAXIMUM,
  EXPLANATION_MINIMUM,
  isExplained,
  REFERENCE_MAXIMUM,
} from '@/lib/reports/rules/conclusion';
import { COMMENT_MAXIMUM } from './rules/conversation';
import { OUTCOMES } from './rules/judgement';
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

export const answerAlikeSchema = z.object({
  submissionId: id,
  findingId: id,
  count: z.coerce.number().int().positive(),
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

const reason = text(REASON_MAXIMUM).pipe(z.string().min(REASON_MINIMUM));

export const giveVerdictSchema = z.object({
  submissionId: id,
  findingId: id,
  outcome: z.enum(OUTCOMES, 'appeals.outcomeMissing'),
  reason,
});

export const decideAppealSchema = z.object({
  submissionId: id,
  /** Needed where no finding blocks; elsewhere the verdicts decide. */
  outcome: z.enum(OUTCOMES, 'appeals.outcomeMissing').optional(),
  reason: text(REASON_MAXIMUM).default(''),
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
