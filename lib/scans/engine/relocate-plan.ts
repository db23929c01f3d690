import type { ScanPlan } from '../rules/plan';

/** The plan as it would have been written for `origin`: every URL of the old origin names the new one. */
export function relocatePlan(plan: ScanPlan, origin: string): ScanPlan {
  const moved = (url: string) =>
    url === plan.origin || url.startsWith(`${plan.origin}/`) ? origin + url.slice(plan.origin.length) : url;
  const { login } = plan;
  const base = { ...plan, origin, startUrls: plan.startUrls.map(moved) };
  if (login.mode === 'none') return base;
  if (login.mode === 'cookie') return { ...base, login: { ...login, verifyUrl: moved(login.verifyUrl) } };
  const verifyUrl = login.verifyUrl === null ? null : moved(login.verifyUrl);
  return { ...base, login: { ...login, loginUrl: moved(login.loginUrl), verifyUrl } };
}
