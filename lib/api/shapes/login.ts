import { z } from 'zod';
import { LOGIN_MODES } from '@/lib/websites/rules/login-profile';
import { LOGIN_STATES } from '@/lib/websites/rules/login-state';
import { id, instant } from './instant';

export const loginTryShape = z.object({
  isProven: z.boolean(),
  reason: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  status: z.int().nullable(),
  finalUrl: z.string().nullable(),
  title: z.string(),
  requests: z.int(),
  durationMs: z.number(),
});

/** Secrets are told as set or not set. */
export const loginShape = z.object({
  websiteId: id,
  /** 0 before the first settings. */
  version: z.int(),
  state: z.enum(LOGIN_STATES),
  settings: z
    .object({
      mode: z.enum(LOGIN_MODES),
      loginUrl: z.string(),
      verifyUrl: z.string(),
      username: z.string(),
      hasPassword: z.boolean(),
      hasCookies: z.boolean(),
      headerNames: z.array(z.string()).readonly(),
      pathsToAvoid: z.array(z.string()).readonly(),
      requestsPerSecond: z.number(),
      concurrency: z.int(),
      secretsProblem: z.string().nullable(),
      updatedAt: instant,
    })
    .nullable(),
  lastTry: loginTryShape.extend({ at: instant, isOfTheseSettings: z.boolean() }).nullable(),
});
