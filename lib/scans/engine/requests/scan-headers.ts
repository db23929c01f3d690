import type { RawHeader } from '@/lib/http/exchange';
import type { ScanPlan } from '../../rules/plan';

/**
 * What every request of a scan says: who asks, the seller's own headers, the session. Headers of the request itself
 * replace these; an empty `Cookie` or `Authorization` sends none.
 */
export class ScanHeaders {
  private readonly standard: readonly RawHeader[];
  private readonly last: RawHeader;
  /** Of requests without headers of their own and without a session, which are most. */
  private readonly plain: readonly RawHeader[];

  constructor({ scanId, customHeaders }: Pick<ScanPlan, 'scanId' | 'customHeaders'>) {
    this.standard = [
      ['User-Agent', `Mozilla/5.0 (compatible; Preflight-Scanner/1; scan ${scanId})`],
      ['Accept', 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8'],
      ['Accept-Language', 'en,zh-CN;q=0.8'],
      ...customHeaders,
    ];
    this.last = ['X-Preflight-Scan', scanId];
    this.plain = [...this.standard, this.last];
  }

  /** @param session null for a request without one; empty texts where it has no cookies or no token */
  of(given: readonly RawHeader[], session: { cookies: string; token: string } | null): readonly RawHeader[] {
    const { cookies, token } = session ?? { cookies: '', token: '' };
    if (given.length === 0 && cookies === '' && token === '') return this.plain;
    const standard: RawHeader[] = [...this.standard];
    if (cookies !== '') standard.push(['Cookie', cookies]);
    // The seller's own header is the seller's decision.
    if (token !== '' && !standard.some(([name]) => /^authorization$/i.test(name)))
      standard.push(['Authorization', `Bearer ${token}`]);
    const names = new Set(given.map(([name]) => name.toLowerCase()));
    return [
      ...standard.filter(([name]) => !names.has(name.toLowerCase())),
      ...given.filter(([name, value]) => value !== '' || !/^(?:cookie|authorization)$/i.test(name)),
      this.last,
    ];
  }
}
