import { z } from 'zod';
import { CONFIDENCES, FINDING_CLASSES, SEVERITIES } from '@/lib/findings/rules/finding';
import { id, instant, values } from './instant';

const checklistEntry = z.object({
  class: z.enum(FINDING_CLASSES),
  state: z.enum(['CLEAN', 'NOTHING_TO_TEST', 'FINDINGS', 'NOT_TESTED']),
  findings: z.int().optional(),
  reason: z.string().optional(),
});

export const scanShape = z.object({
  id,
  websiteId: id,
  submissionId: id.nullable(),
  purpose: z.enum(['SELF_CHECK', 'REVIEW', 'RETEST']),
  status: z.enum(['QUEUED', 'RUNNING', 'COMPLETE', 'INCOMPLETE', 'CANCELLED', 'RETESTED']),
  host: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  completedAt: instant.nullable(),
  cancelRequestedAt: instant.nullable(),
  validUntil: instant.nullable(),
  reasonCode: z.string().nullable(),
  result: z
    .object({ score: z.number().nullable(), checklist: z.array(checklistEntry).readonly() })
    .nullable(),
});

export const evidenceShape = z.object({
  request: z.string(),
  response: z.string(),
  isTruncated: z.boolean(),
  marks: z.array(z.object({ in: z.enum(['request', 'response']), from: z.int(), to: z.int() })),
});

export const findingShape = z.object({
  id,
  number: z.int(),
  checkId: z.string(),
  class: z.enum(FINDING_CLASSES),
  titleKey: z.string(),
  values,
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  cvssVector: z.string(),
  cvssScore: z.number(),
  cwe: z.int(),
  method: z.string(),
  url: z.string(),
  parameter: z.object({ location: z.string(), name: z.string() }).nullable(),
  fingerprint: z.string(),
  isBlocking: z.boolean(),
  evidence: evidenceShape,
});
