import type { ScanPlan } from '../rules/plan';
import type { Retriever } from './requests/retriever';

/** Where the crawl begins: the top of what is scanned, the addresses of the plan, and those of its login. */
export function listStartUrls(
  { startUrls, login }: ScanPlan,
  { origin, scopePath }: Pick<Retriever, 'origin' | 'scopePath'>,
): string[] {
  const verified = login.mode !== 'none' && login.verifyUrl ? [login.verifyUrl] : [];
  const loginPage = login.mode === 'form' ? [login.loginUrl] : [];
  return [`${origin}${scopePath}`, ...startUrls, ...verified, ...loginPage];
}
