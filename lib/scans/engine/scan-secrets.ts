import type { ScanPlan } from '../rules/plan';
import type { SessionCookie } from './login/scan-session';

/** Short values are settings (`dark`, `true`): hiding them everywhere would hide the evidence. */
const MIN_TOKEN_LENGTH = 8;

/** What must never be in evidence: the plan's secrets and the session's cookies. */
export function listScanSecrets(
  { login, customHeaders }: Pick<ScanPlan, 'login' | 'customHeaders'>,
  cookies: readonly SessionCookie[],
): string[] {
  const values = [...customHeaders.map(([, value]) => value), ...cookies.map(({ value }) => value)];
  const long = values.filter((value) => value.length >= MIN_TOKEN_LENGTH);
  return login.mode === 'form' ? [login.password, ...long] : long;
}
