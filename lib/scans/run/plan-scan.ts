import { type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { type OpenedLoginProfile, openLoginProfile } from '@/lib/websites/login/open-login-profile';
import { toLoginPlan } from '../rules/login-plan';
import { PLAN_DEFAULTS, type ScanPlan } from '../rules/plan';
import type { ScanEndReason, ScanRecord, StoredPlan } from '../scan-record';

/** Limits of the operator. */
export type ScanSettings = { maxRequests: number; maxMinutes: number };

export type PlannedScan =
  /** `loginVersion` names the login settings that are used; null where there are none. */
  | { ok: true; plan: ScanPlan; stored: StoredPlan; loginVersion: number | null }
  | { ok: false; reason: ScanEndReason };

/** The plan of a claimed scan from its website's settings; the secrets of the login are in the plan and nowhere else. */
export async function planScan(
  scope: PlatformScope,
  scan: ScanRecord,
  origin: string,
  settings: ScanSettings,
): Promise<PlannedScan> {
  let profile: OpenedLoginProfile | null;
  try {
    profile = await openLoginProfile(toOrganizationScope(scan, scope), scan.websiteId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'PRECONDITION_FAILED')
      return { ok: false, reason: 'SECRETS_UNREADABLE' };
    throw error;
  }
  const plan: ScanPlan = {
    scanId: scan.id,
    origin,
    startUrls: [],
    login: toLoginPlan(profile),
    customHeaders: Object.entries(profile?.secrets.headers ?? {}),
    pathsToAvoid: profile?.pathsToAvoid ?? [],
    maxRequests: settings.maxRequests,
    maxMinutes: settings.maxMinutes,
    requestsPerSecond: profile?.requestsPerSecond ?? PLAN_DEFAULTS.requestsPerSecond,
    concurrency: profile?.concurrency ?? PLAN_DEFAULTS.concurrency,
  };
  const { login, customHeaders: _, ...shown } = plan;
  return {
    ok: true,
    plan,
    stored: { ...shown, loginMode: login.mode },
    loginVersion: profile?.version ?? null,
  };
}
