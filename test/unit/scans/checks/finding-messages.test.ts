import { describe, expect, test } from 'vitest';
import { madeKey } from '@/lib/i18n/made-key';
import activeEn from '@/lib/i18n/messages/en/findings-active.json';
import tlsEn from '@/lib/i18n/messages/en/findings-tls.json';
import activeZh from '@/lib/i18n/messages/zh-CN/findings-active.json';
import tlsZh from '@/lib/i18n/messages/zh-CN/findings-tls.json';
import { translator } from '@/lib/i18n/translator';
import type { ActiveCheck } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { REDIRECT_CASES } from '../../../fixtures/sites/redirect-cases';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { XSS_CASES } from '../../../fixtures/sites/xss-cases';
import { runCase } from './probe-harness';

const LANGUAGES = [
  ['en', { 'findings-active': activeEn, 'findings-tls': tlsEn }],
  ['zh-CN', { 'findings-active': activeZh, 'findings-tls': tlsZh }],
] as const;

/** Values such as every finding of these two namespaces carries. */
const VALUES = {
  parameter: 'q',
  payload: '<x>',
  mark: 'pf1',
  place: 'html',
  policy: 'no',
  database: 'MySQL',
  counter: '1 AND 1=2',
  rounds: 3,
  sink: 'meta',
  protocols: 'SSLv3',
  suites: 'TLS_RC4',
  reason: 'X',
  issuer: 'CN=A',
  until: '2026-01-01',
  from: '2026-01-01',
  days: 3,
  names: 'a.test',
  host: 'b.test',
  type: 'rsa',
  bits: 512,
  subject: 'CN=A',
  algorithm: 'sha1',
  page: 'https://a.test/',
  address: 'http://b.test/',
  origin: 'http://a.test',
};

describe.each(LANGUAGES)('texts in %s', (locale, messages) => {
  const keys = Object.entries(messages).flatMap(([space, entries]) =>
    Object.keys(entries).flatMap((key) => ['title', 'why', 'fix'].map((part) => `${space}.${key}.${part}`)),
  );
  const translate = translator(locale);

  test.each(keys)('%s can be written', (key) => {
    const text = translate(madeKey(translate, key), VALUES);
    expect(text.length).toBeGreaterThan(2);
    expect(text).not.toMatch(/[{}]|''/);
  });
});

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
