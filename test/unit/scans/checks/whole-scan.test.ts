import { describe, expect, onTestFinished, test } from 'vitest';
import type { ActiveCheck } from '@/lib/scans/checks/check';
import { crossDirectoryAccess } from '@/lib/scans/checks/cross-directory-access';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type SiteCase, type SiteSurroundings, startCaseSite } from '../../../fixtures/sites/case-site';
import { REDIRECT_CASES } from '../../../fixtures/sites/redirect-cases';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { TRAVERSAL_CASES, TRAVERSAL_SURROUNDINGS } from '../../../fixtures/sites/traversal-cases';
import { XSS_CASES } from '../../../fixtures/sites/xss-cases';
import { scanPart } from './scan-part';

async function scan(cases: readonly SiteCase[], check: ActiveCheck, around: SiteSurroundings) {
  const site = await startCaseSite(cases, around);
  onTestFinished(() => site.close());
  return scanPart(site.origin, {}, [check]);
}

/** What a crawl can find by itself: no page tells it that a header or a cookie of this name is read. */
const isReachable = ({ location }: SiteCase) => location !== 'HEADER' && location !== 'COOKIE';
const readCase = (url: string) => new URL(url).pathname.split('/')[1] ?? '';

/** The others need the name of a neighbour, a file that somebody may write, or a path whose last part is no file. */
const WITHIN_REACH = TRAVERSAL_CASES.filter(
  ({ name, location }) => !['sibling', 'windows-drive'].includes(name) && location !== 'PATH',
);

describe('a whole scan, from the front page to the confirmed finding', () => {
  test.each<[ActiveCheck, readonly SiteCase[], number, SiteSurroundings?]>([
    [reflectedXss, XSS_CASES, 1_100],
    [sqlInjection, SQL_CASES, 2_150],
    [urlRedirection, REDIRECT_CASES, 1_000],
    [crossDirectoryAccess, WITHIN_REACH, 3_600, TRAVERSAL_SURROUNDINGS],
  ])('finds every case of $id and nothing else', async (check, cases, budget, around = {}) => {
    const { outcome, findings, counters } = await scan(cases, check, around);
    const found = findings
      .filter(({ confidence }) => confidence === 'CONFIRMED')
      .map(({ url }) => readCase(url));
    const expected = cases.filter((one) => one.isVulnerable && isReachable(one)).map(({ name }) => name);
    expect(outcome).toBe('COMPLETE');
    expect([...new Set(found)].sort()).toEqual(expected.sort());
    expect(counters.requests).toBeLessThanOrEqual(budget);
  });
});
