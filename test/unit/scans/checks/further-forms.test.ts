import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActiveCheck } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { REDIRECT_FORM_CASES } from '../../../fixtures/sites/redirect-form-cases';
import { XSS_CONTEXT_CASES } from '../../../fixtures/sites/xss-context-cases';
import { runCase } from './probe-harness';

describe.each<[ActiveCheck, readonly SiteCase[], number]>([
  [reflectedXss, XSS_CONTEXT_CASES, 20],
  [urlRedirection, REDIRECT_FORM_CASES, 17],
])('further forms of $id', (check, cases, budget) => {
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
