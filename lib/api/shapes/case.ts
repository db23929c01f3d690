import { z } from 'zod';
import { URL_CHECKS } from '@/lib/connection-tests/rules/url-check';
import { id, instant } from './instant';

export const caseShape = z.object({
  /** Null: an interface's own case that never ran. */
  id: id.nullable(),
  activity: z.string(),
  /** Empty: the interface's own case. */
  name: z.string(),
  version: z.int(),
  isRequired: z.boolean(),
  state: z.string(),
  lastRunAt: instant.nullable(),
  messageId: id.nullable(),
});

/** Each reading has ids and times of its own. */
export const caseRequestShape = z.object({
  /** What the case would send now, secrets masked; null where an instance has to be made first. */
  request: z.record(z.string(), z.unknown()).nullable(),
});

export const urlProofShape = z.object({
  assetId: id,
  standing: z.enum(['never', 'stale', 'fails', 'warns', 'holds']),
  url: z.string().nullable(),
  checkedAt: instant.nullable(),
  checks: z
    .array(
      z.object({
        code: z.enum(URL_CHECKS),
        state: z.enum(['pass', 'fail', 'warn', 'not-run']),
        expected: z.string().nullable(),
        seen: z.string().nullable(),
        isWaived: z.boolean(),
      }),
    )
    .readonly(),
});

export const exchangeShape = z.object({
  id,
  request: z.string(),
  response: z.string(),
  uploadedAt: instant,
});
