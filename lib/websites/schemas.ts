import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { SCAN_CONCURRENCY } from '@/lib/core/policy';
import { storedInteger } from '@/lib/core/stored-values';
import { LOGIN_LIMITS, LOGIN_MODES } from './rules/login-profile';
import { OWNERSHIP_STATES } from './rules/ownership-state';

const typedName = z.string().transform(cleanName);
const websiteName = typedName.pipe(z.string().min(1).max(80));
const id = z.uuid();
/** The number that the form was filled from; a stale one is a conflict. */
const version = storedInteger(0);

export const addWebsiteSchema = z.object({
  address: z.string().trim().min(1).max(2_048),
  /** Left empty: the host names the website. */
  name: typedName.pipe(z.string().max(80)).default(''),
});

export const renameWebsiteSchema = z.object({ websiteId: id, name: websiteName, version });

export const removeWebsiteSchema = z.object({ websiteId: id });

export const listWebsitesSchema = z.object({
  search: typedName.pipe(z.string().max(200)).catch(''),
  ownership: z.enum(OWNERSHIP_STATES).nullable().catch(null),
  page: z.unknown().optional(),
});

const header = z.object({
  name: z.string().trim().min(1).max(LOGIN_LIMITS.headerName),
  value: z.string().trim().max(LOGIN_LIMITS.headerValue).default(''),
});

export const saveLoginProfileSchema = z.object({
  websiteId: id,
  version,
  mode: z.enum(LOGIN_MODES),
  loginUrl: z.string().trim().max(LOGIN_LIMITS.loginUrl).default(''),
  verifyUrl: z.string().trim().max(LOGIN_LIMITS.verifyUrl).default(''),
  username: z.string().trim().max(LOGIN_LIMITS.username).default(''),
  password: z.string().max(LOGIN_LIMITS.password).default(''),
  cookies: z.string().max(LOGIN_LIMITS.cookies).default(''),
  headers: z.array(header).max(LOGIN_LIMITS.headers).default([]),
  pathsToAvoid: z.array(z.string().trim()).max(LOGIN_LIMITS.pathsToAvoid).default([]),
  /** What is not a number is refused with the other values, by `profileProblems`. */
  requestsPerSecond: z.coerce.number().catch(Number.NaN),
  concurrency: z.coerce.number().catch(Number.NaN).default(SCAN_CONCURRENCY),
});
