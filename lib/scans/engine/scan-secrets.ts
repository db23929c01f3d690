import type { ScanPlan } from '../rules/plan';
import type { SessionCookie } from './login/scan-session';

/** Short values are settings (`dark`, `true`): hiding them everywhere would hide the evidence. */
const MIN_TOKEN_LENGTH = 8;

/** What must never be in evidence: the plan's secrets, and the session's cookies and token. */
export function listScanSecrets(
  { login, customHeaders }: Pick<ScanPlan, 'login' | 'customHeaders'>,
  { cookies, token }: { cookies: readonly SessionCookie[]; token: string },
): string[] {
  const values = [...customHeaders.map(([, value]) => value), ...cookies.map(({ value }) => value), token];
  const long = values.filter((value) => value.length >= MIN_TOKEN_LENGTH);
  return login.mode === 'form' ? [login.password, ...long] : long;
}
