import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActiveCheck } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { FRAMEWORK_REDIRECT_CASES } from '../../../fixtures/sites/framework-redirect-cases';
import { FRAMEWORK_XSS_CASES } from '../../../fixtures/sites/framework-xss-cases';
import { REDIRECT_FORM_CASES } from '../../../fixtures/sites/redirect-form-cases';
import { XSS_CONTEXT_CASES } from '../../../fixtures/sites/xss-context-cases';
import { runCase } from './probe-harness';

/**
 * What no honest proof reaches: names of hosts that belong to somebody, what only the writing of Markdown turns into a
 * link, and what is written inside of base64, which is a place of its own.
 */
const OUT_OF_REACH = new Set([
  'allow-list-unescaped-dot',
  'allow-list-ends-with',
  'markdown-link',
  'base64-return-address',
]);

describe.each<[ActiveCheck, readonly SiteCase[], number]>([
  [reflectedXss, XSS_CONTEXT_CASES, 20],
  [reflectedXss, FRAMEWORK_XSS_CASES, 20],
  [urlRedirection, REDIRECT_FORM_CASES, 17],
  [urlRedirection, FRAMEWORK_REDIRECT_CASES, 18],
])('further forms of $id', (check, all, budget) => {
  const cases = all.filter(({ name }) => !OUT_OF_REACH.has(name));
  let site: CaseSite;
  beforeAll(async () => {
    site = await startCaseSite(cases);
  });
  afterAll(() => site.close());

  test.each(cases.filter(({ isVulnerable }) => isVulnerable))('confirms $name', async (one) => {
    const { findings, requests } = await runCase(check, site, one);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['CONFIRMED']);
    expect(requests).toBeLessThanOrEqual(budget);
  });

  test.each(cases.filter(({ isVulnerable }) => !isVulnerable))('stays silent on $name', async (one) => {
    expect((await runCase(check, site, one)).findings).toEqual([]);
  });
});
