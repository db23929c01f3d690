import { z } from 'zod';
import { MESSAGE_PURPOSES } from '@/lib/messages/message-record';
import { id, instant } from './instant';

export const messageShape = z.object({
  id,
  assetId: id,
  assetName: z.string(),
  runId: id.nullable(),
  protocol: z.enum(['V2.0', 'V1.0']),
  activity: z.string(),
  caseName: z.string(),
  purpose: z.enum(MESSAGE_PURPOSES),
  isPassed: z.boolean(),
  failureCode: z.string().nullable(),
  resultCode: z.string().nullable(),
  status: z.int().nullable(),
  totalMs: z.number(),
  attemptCount: z.int(),
  createdAt: instant,
  lastAttemptAt: instant,
});

const head = z.array(z.tuple([z.string(), z.string()]).readonly()).readonly();
const check = z.object({
  code: z.string(),
  state: z.enum(['pass', 'fail', 'warn', 'not-run']),
  field: z.string().nullable(),
  expected: z.string().nullable(),
  seen: z.string().nullable(),
});

/** Secrets are masked, as on every page. */
export const messageDetails = messageShape.extend({
  attempts: z.array(
    z.object({
      id,
      sequence: z.int(),
      startedAt: instant,
      method: z.string(),
      url: z.string(),
      requestHead: head,
      requestText: z.string().nullable(),
      status: z.int().nullable(),
      responseHead: head.nullable(),
      responseText: z.string().nullable(),
      checks: z.array(check).readonly(),
      isPassed: z.boolean(),
    }),
  ),
});
