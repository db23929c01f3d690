import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBlocking } from '@/lib/findings/rules/finding';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { type CaseSite, startCaseSite } from '../../../fixtures/sites/case-site';
import { XSS_CASES } from '../../../fixtures/sites/xss-cases';
import { runCase } from './probe-harness';

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(XSS_CASES);
});
afterAll(() => site.close());

describe('reflected XSS', () => {
  test.each(XSS_CASES.filter((one) => one.isVulnerable))('confirms $name', async (one) => {
    const { findings, requests } = await runCase(reflectedXss, site, one);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      class: 'XSS',
      grade: 'CONFIRMED',
      titleKey: 'findings-active.reflectedXss',
    });
    const isRemote = one.location !== 'COOKIE' && one.location !== 'HEADER';
    expect(findings.every(isBlocking)).toBe(isRemote);
    expect(findings[0]?.evidence.marks.length).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(14);
  });

  test.each(XSS_CASES.filter((one) => !one.isVulnerable))('stays silent on $name', async (one) => {
    const { findings, requests } = await runCase(reflectedXss, site, one);
    expect(findings).toEqual([]);
    expect(requests).toBeLessThanOrEqual(9);
  });
});
