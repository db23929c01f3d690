import type { FindingClass } from '@/lib/findings/rules/finding';

/** What is scanned, as whom, and within which limits: shown to the user before the scan, stored with it afterwards. */
export type ScanPlan = {
  /** Sent as `X-Preflight-Scan` and part of every mark, so that the seller can recognise the scan in logs and data. */
  scanId: string;
  /** `https://host[:port]`, without a path: the scan never leaves it. */
  origin: string;
  /** Absolute URLs of the origin to start from; the origin's root when empty. */
  startUrls: readonly string[];
  login: LoginPlan;
  /** At most 5; sent with every request. */
  customHeaders: readonly (readonly [name: string, value: string])[];
  /** The part of the site that is scanned, with a slash at its end (`/app/`); the whole site when absent. */
  scopePath?: string;
  /** The classes that are tested; all when absent. */
  classes?: readonly FindingClass[];
  /** Path prefixes of the seller's own list (`/admin/danger`, `/order*?op=delete`); see `isAvoided`. */
  pathsToAvoid: readonly string[];
  maxRequests: number;
  maxMinutes: number;
  requestsPerSecond: number;
  /** At most `MAX_CONCURRENCY`: how many requests may be under way, each at its time by the rate; fewer where the site gets slow. */
  concurrency: number;
};

export type LoginPlan =
  | { mode: 'none' }
  | { mode: 'form'; loginUrl: string; username: string; password: string; verifyUrl: string | null }
  | { mode: 'cookie'; cookieHeader: string; verifyUrl: string };

/** What a site feels is the rate and the time; the number of requests only ends a scan that is allowed to go faster. */
export const PLAN_DEFAULTS = {
  maxRequests: 60_000,
  maxMinutes: 120,
  requestsPerSecond: 5,
  concurrency: 2,
} as const;

export const MAX_CUSTOM_HEADERS = 5;
export const MAX_CONCURRENCY = 10;

/** Headers that the engine sets itself; a custom header of one of these names would break scope, session or honesty. */
const RESERVED_HEADERS = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'user-agent',
  'x-preflight-scan',
]);

export type PlanProblem =
  | 'ORIGIN_INVALID'
  | 'START_URL_OUT_OF_SCOPE'
  | 'LOGIN_URL_OUT_OF_SCOPE'
  | 'TOO_MANY_HEADERS'
  | 'HEADER_RESERVED'
  | 'SCOPE_PATH_INVALID'
  | 'LIMIT_INVALID';

/** Whether an address is below the path that the scan keeps to. */
export const isBelow = ({ pathname }: URL, scopePath: string): boolean =>
  scopePath === '/' || pathname === scopePath.slice(0, -1) || pathname.startsWith(scopePath);

/** Whether addresses below a path begin with it as it is written: nothing to encode, and no `..` that leads out of it. */
const isWrittenPath = (path: string, origin: string): boolean =>
  /^\/(?:[^?#]*\/)?$/.test(path) && URL.canParse(origin + path) && new URL(origin + path).pathname === path;

/** What makes a plan impossible to run; empty when it can be. */
export function planProblems(plan: ScanPlan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const isInside = (url: string) =>
    URL.canParse(url) && new URL(url).hostname === new URL(plan.origin).hostname;
  if (!URL.canParse(plan.origin) || new URL(plan.origin).origin !== plan.origin) return ['ORIGIN_INVALID'];
  if (!plan.startUrls.every(isInside)) problems.push('START_URL_OUT_OF_SCOPE');
  const loginUrls =
    plan.login.mode === 'none'
      ? []
      : [plan.login.verifyUrl, plan.login.mode === 'form' ? plan.login.loginUrl : null].filter(
          (url) => url !== null,
        );
  if (!loginUrls.every(isInside)) problems.push('LOGIN_URL_OUT_OF_SCOPE');
  if (plan.customHeaders.length > MAX_CUSTOM_HEADERS) problems.push('TOO_MANY_HEADERS');
  if (plan.customHeaders.some(([name]) => RESERVED_HEADERS.has(name.toLowerCase())))
    problems.push('HEADER_RESERVED');
  const { scopePath = '/', startUrls } = plan;
  if (!isWrittenPath(scopePath, plan.origin)) problems.push('SCOPE_PATH_INVALID');
  else if (!startUrls.every((url) => !isInside(url) || isBelow(new URL(url), scopePath)))
    problems.push('START_URL_OUT_OF_SCOPE');
  const limits = [plan.maxRequests, plan.maxMinutes, plan.requestsPerSecond, plan.concurrency];
  if (!limits.every((limit) => Number.isFinite(limit) && limit > 0) || plan.concurrency > MAX_CONCURRENCY)
    problems.push('LIMIT_INVALID');
  return problems;
}
