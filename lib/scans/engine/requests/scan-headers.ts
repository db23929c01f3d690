import type { RawHeader } from '@/lib/http/exchange';
import type { ScanPlan } from '../../rules/plan';

/**
 * What every request of a scan says: who asks, the seller's own headers, the session. Headers of the request itself
 * replace these; an empty `Cookie` sends none.
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

  of(given: readonly RawHeader[], cookies: string): readonly RawHeader[] {
    if (given.length === 0 && cookies === '') return this.plain;
    const standard: RawHeader[] = [...this.standard];
    if (cookies !== '') standard.push(['Cookie', cookies]);
    const names = new Set(given.map(([name]) => name.toLowerCase()));
    return [
      ...standard.filter(([name]) => !names.has(name.toLowerCase())),
      ...given.filter(([name, value]) => value !== '' || name.toLowerCase() !== 'cookie'),
      this.last,
    ];
  }
}
