import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBlocking } from '@/lib/findings/rules/finding';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
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
      confidence: 'CONFIRMED',
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

  test.each<[string, (value: string) => string, string[]]>([
    ['any characters', (value) => `${value}({"a":1})`, ['scriptCallback LOW LIKELY']],
    ['letters only', (value) => `${value.replace(/\W/g, '')}({"a":1})`, []],
    ['any characters, in a string', (value) => `var a = ${JSON.stringify(value)};`, []],
  ])('a script answer that repeats %s', async (_name, body, expected) => {
    const one: SiteCase = {
      name: 'callback',
      isVulnerable: true,
      location: 'QUERY',
      sample: 'show',
      answer: ({ value }) => ({ type: 'application/javascript', body: body(value) }),
    };
    const lone = await startCaseSite([one]);
    const { findings } = await runCase(reflectedXss, lone, one);
    await lone.close();
    expect(
      findings.map(
        ({ titleKey, severity, confidence }) => `${titleKey.split('.')[1]} ${severity} ${confidence}`,
      ),
    ).toEqual(expected);
  });

  test('what cannot be repeated is likely, not confirmed', async () => {
    let injections = 0;
    const one: SiteCase = {
      name: 'once',
      isVulnerable: true,
      location: 'QUERY',
      sample: 'lamp',
      answer: ({ value }) => {
        if (/<[a-z]/.test(value)) injections += 1;
        return { body: `<!doctype html><p>${injections > 1 ? 'gone' : value}</p>` };
      },
    };
    const lone = await startCaseSite([one]);
    const { findings } = await runCase(reflectedXss, lone, one);
    await lone.close();
    expect(findings.map(({ confidence }) => confidence)).toEqual(['LIKELY']);
    expect(findings.some(isBlocking)).toBe(false);
  });
});
