import { z } from 'zod';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { SECTIONS } from '@/lib/submissions/rules/readiness-facts';
import { id, instant, named, values } from './instant';

export const assetShape = z.object({
  id,
  category: z.literal('SAAS'),
  name: z.string(),
  description: z.string(),
  status: z.enum(SUBMISSION_STATUSES),
  /** Of the newest submission; null when nothing was ever submitted. */
  submissionId: id.nullable(),
  reasonCode: z.string().nullable(),
  statusSince: instant.nullable(),
  deadlineAt: instant.nullable(),
  websiteIds: z.array(id),
  products: z.array(named),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const readinessItem = z.object({
  code: z.string(),
  section: z.enum(SECTIONS),
  values,
  target: z.object({
    page: z.string(),
    field: z.string().optional(),
    tab: z.string().optional(),
    websiteId: id.optional(),
    scanId: id.optional(),
  }),
});

export const readinessShape = z.object({
  assetId: id,
  isReady: z.boolean(),
  highFindings: z.int(),
  releaseSafeUntil: instant.nullable(),
  blockers: z.array(readinessItem).readonly(),
  warnings: z.array(readinessItem).readonly(),
});
