import { expect, test } from 'vitest';
import activeEn from '@/lib/i18n/messages/en/findings-active.json';
import type { ActiveCheck } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { REDIRECT_CASES } from '../../../fixtures/sites/redirect-cases';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { XSS_CASES } from '../../../fixtures/sites/xss-cases';
import { runCase } from './probe-harness';

test.each<[ActiveCheck, readonly SiteCase[]]>([
  [reflectedXss, XSS_CASES.slice(0, 1)],
  [sqlInjection, SQL_CASES.filter(({ name }) => name === 'mysql-string' || name === 'blind-number')],
  [urlRedirection, REDIRECT_CASES.slice(0, 1)],
])('findings bring every value that their texts ask for: $id', async (check, cases) => {
  const site = await startCaseSite(cases);
  for (const one of cases) {
    const [finding] = (await runCase(check, site, one)).findings;
    const key = finding?.titleKey.split('.')[1] ?? '';
    const entry = Object.entries(activeEn).find(([name]) => name === key)?.[1];
    const asked = [...JSON.stringify(entry).matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    expect(Object.keys(finding?.values ?? {})).toEqual(expect.arrayContaining(asked));
  }
  await site.close();
});
