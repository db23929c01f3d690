import { describe, expect, test } from 'vitest';
import type { Check } from '@/lib/scans/checks/check';
import { otherVisitors } from '@/lib/scans/checks/other-visitors';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { runScan } from '@/lib/scans/engine/run-scan';
import { type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { SQL_STATE_CASES } from '../../../fixtures/sites/sql-state-cases';
import { TROJAN_CASES } from '../../../fixtures/sites/trojan-cases';
import { startTrojanSite } from '../../../fixtures/sites/trojan-site';
import { XSS_CASES } from '../../../fixtures/sites/xss-cases';
import { page, redirect, startSite } from './local-site';
import { planFor } from './plan-for';

type Started = { origin: string; close(): Promise<void> };

/** A site whose members keep a motto and a note, each shown to the member on one page. */
async function startSavingSite(): Promise<Started> {
  const kept = { motto: 'Light for all', note: 'Nothing yet' };
  const form = (name: keyof typeof kept) =>
    `<form method="post" action="/${name}/save"><input name="${name}" value="${kept[name].replace(/[<"]/g, '')}"><button>Save ${name}</button></form><p>${kept[name]}</p>`;
  return startSite(({ url, method, body }) => {
    const name = url.pathname.split('/')[1] as keyof typeof kept;
    if (method === 'POST' && url.pathname.endsWith('/save') && name in kept) {
      kept[name] = new URLSearchParams(body).get(name) ?? '';
      return redirect(`/${name}`);
    }
    if (name in kept) return page(form(name));
    return page('<a href="/motto">Motto</a><a href="/note">Note</a><a href="/help">Help</a>');
  });
}

const cases = (ones: readonly SiteCase[]) => (): Promise<Started> => startCaseSite(ones, {});

/** Where states or differences are compared, more requests at once must not change what is seen. */
describe('a scan with more requests at once', () => {
  test.each<[string, Check, () => Promise<Started>]>([
    ['reflected marks', reflectedXss, cases(XSS_CASES)],
    ['database answers', sqlInjection, cases(SQL_CASES)],
    ['states', sqlInjection, cases(SQL_STATE_CASES)],
    ['kept marks', reflectedXss, startSavingSite],
    ['other visitors', otherVisitors, () => startTrojanSite(TROJAN_CASES)],
  ])('finds the same: %s', async (_what, check, start) => {
    const found = [];
    for (const concurrency of [1, 2, 10]) {
      const { plan, deps } = planFor(await start());
      const { findings, outcome } = await runScan({ ...plan, concurrency }, deps([check]));
      const places = findings.map((one) => [
        new URL(one.url).pathname,
        one.parameter?.name,
        one.sink,
        one.confidence,
      ]);
      found.push({ outcome, places: places.map((place) => place.join(' ')).sort() });
    }
    expect(found[0]?.places.length).toBeGreaterThan(0);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });
});
