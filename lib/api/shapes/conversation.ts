import { z } from 'zod';
import { OUTCOMES } from '@/lib/appeals/rules/judgement';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { DECISION_SCOPES } from '@/lib/findings/rules/standing';
import { CONCLUSIONS } from '@/lib/reports/rules/conclusion';
import { id, instant, values } from './instant';

export const commentShape = z.object({
  id,
  /** Null: about the request. */
  findingId: id.nullable(),
  side: z.enum(['SELLER', 'REVIEWER']),
  kind: z.enum(['QUESTION', 'REPLY', 'PLAIN']),
  authorName: z.string().nullable(),
  language: z.string(),
  text: z.string(),
  otherText: z.string(),
  file: z.object({ id, fileName: z.string(), contentType: z.string() }).nullable(),
  at: instant,
});

export const verdictShape = z.object({
  findingId: id,
  outcome: z.enum(OUTCOMES),
  reason: z.string(),
  reviewerName: z.string().nullable(),
  at: instant,
});

export const decisionShape = z.object({
  id,
  scope: z.enum(DECISION_SCOPES),
  class: z.enum(FINDING_CLASSES),
  titleKey: z.string(),
  values,
  method: z.string(),
  url: z.string(),
  websiteName: z.string(),
  assetName: z.string(),
  conclusion: z.enum(CONCLUSIONS),
  explanation: z.string(),
  reasonCode: z.string().nullable(),
  reason: z.string(),
  deciderName: z.string().nullable(),
  decidedAt: instant,
  validUntil: instant,
  revokedAt: instant.nullable(),
  revokeReason: z.string().nullable(),
});

const text = z.object({
  conclusion: z.enum(CONCLUSIONS),
  explanation: z.string(),
  reference: z.string(),
  reasonCode: z.string().optional(),
  endsOn: z.string().optional(),
});
export const assessmentText = text;

export const memoryShape = z.object({
  /** What an earlier decision makes of the finding; null where there is none. */
  standing: z
    .object({ state: z.enum(['CARRIED', 'REOPENED']), reason: z.string().nullable(), decisionId: id })
    .nullable(),
  suggestion: text.extend({ isSame: z.boolean() }).nullable(),
});
