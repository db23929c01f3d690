import type { RawHeader } from '@/lib/http/exchange';
import type { ScanPlan } from '../rules/plan';

/**
 * What every request of a scan says: who asks, the seller's own headers, the session. Headers of the request itself
 * replace these; an empty `Cookie` sends none.
 */
export function scanHeaders(
  { scanId, customHeaders }: Pick<ScanPlan, 'scanId' | 'customHeaders'>,
  given: readonly RawHeader[],
  cookies: string,
): RawHeader[] {
  const standard: RawHeader[] = [
    ['User-Agent', `Mozilla/5.0 (compatible; Preflight-Scanner/1; scan ${scanId})`],
    ['Accept', 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8'],
    ['Accept-Language', 'en,zh-CN;q=0.8'],
    ...customHeaders,
  ];
  if (cookies !== '') standard.push(['Cookie', cookies]);
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  return [
    ...(names.size === 0 ? standard : standard.filter(([name]) => !names.has(name.toLowerCase()))),
    ...given.filter(([name, value]) => value !== '' || name.toLowerCase() !== 'cookie'),
    ['X-Preflight-Scan', scanId] as const,
  ];
}
