import { z } from 'zod';
import { RUNGS } from '@/lib/ownership/rules/ladder';
import { LOGIN_STATES } from '@/lib/websites/rules/login-state';
import { OWNERSHIP_STATES } from '@/lib/websites/rules/ownership-state';
import { id, instant } from './instant';

export const websiteShape = z.object({
  id,
  name: z.string(),
  origin: z.string(),
  host: z.string(),
  ownership: z.enum(OWNERSHIP_STATES),
  verifiedAt: instant.nullable(),
  login: z.enum(LOGIN_STATES),
  assets: z.array(z.object({ assetId: id, name: z.string() })),
  lastScan: z
    .object({ id, status: z.string(), createdAt: instant, completedAt: instant.nullable() })
    .nullable(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const verificationFile = z.object({
  id,
  name: z.string(),
  url: z.string(),
  content: z.string(),
  isExpired: z.boolean(),
  expiresAt: instant,
});

export const ownershipShape = z.object({
  file: verificationFile.nullable(),
  agreement: z.object({ version: z.string(), acceptedAt: instant.nullable() }),
});

/** What was seen on each rung of the ladder, and what to do about the one that failed. */
export const ladderShape = z.object({
  isVerified: z.boolean(),
  /** LADDER: a rung failed. CLAIMED_ELSEWHERE: the file is right, and another organization holds the host. */
  reason: z.enum(['VERIFIED', 'LADDER', 'CLAIMED_ELSEWHERE']),
  ladder: z.object({
    failedRung: z.enum(RUNGS).nullable(),
    rungs: z
      .array(
        z.object({
          rung: z.enum(RUNGS),
          state: z.enum(['pass', 'warn', 'fail', 'not-run']),
          error: z.string().nullable(),
          fixKey: z.string().nullable(),
        }),
      )
      .readonly(),
  }),
});
