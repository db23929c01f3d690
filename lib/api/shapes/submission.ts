import { z } from 'zod';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { id, instant } from './instant';

export const submissionShape = z.object({
  id,
  assetId: id,
  number: z.int(),
  status: z.enum(SUBMISSION_STATUSES),
  statusSince: instant,
  reasonCode: z.string().nullable(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  deadlineAt: instant.nullable(),
  pausedAt: instant.nullable(),
  supersededAt: instant.nullable(),
  version: z.int(),
});

export const submissionDetails = submissionShape.extend({
  isNewest: z.boolean(),
  line: z.object({ code: z.string(), turn: z.enum(['seller', 'system', 'reviewer', 'nobody']) }),
  scanIds: z.array(id),
  transitions: z.array(
    z.object({
      sequence: z.int(),
      event: z.string(),
      from: z.enum(SUBMISSION_STATUSES).nullable(),
      to: z.enum(SUBMISSION_STATUSES),
      actorLabel: z.string(),
      reasonCode: z.string().nullable(),
      at: instant,
    }),
  ),
});
