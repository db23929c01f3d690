import { describe, expect, onTestFinished, test } from 'vitest';
import { domXss } from '@/lib/scans/checks/dom-xss';
import { seededDraw } from '../../../fixtures/bulk/seeded-draw';
import { DOM_CASES, type DomCase } from '../../../fixtures/sites/dom-xss-cases';
import { notFound, page, startSite } from '../engine/local-site';
import { groupCases, hasChromium, shareChromium } from './with-chromium';

const openBrowser = shareChromium();

async function scanCases(cases: readonly DomCase[]) {
  const links = cases.map(({ name, query = '' }) => `<a href="/${name}${query}">${name}</a>`).join(' ');
  const site = await startSite(({ url }) => {
    const name = url.pathname.split('/')[1];
    const found = cases.find((one) => one.name === name);
    if (name === '') return page(links);
    return found ? { ...page(found.html, found.name), headers: found.headers ?? {} } : notFound;
  });
  onTestFinished(() => site.close());
  return site.scan({}, { checks: [domXss], openBrowser, random: seededDraw(7).next });
}

describe.skipIf(!hasChromium)('cross-site scripting in the browser', () => {
  test.each(groupCases(DOM_CASES))(
    'is proven at every vulnerable case and at no safe twin',
    async (...cases) => {
      const { outcome, findings } = await scanCases(cases);
      const nameOf = (url: string) => new URL(url).pathname.slice(1);
      const found = findings.map(
        ({ url, sink, confidence }) => `${nameOf(url)} ${sink.split('-')[1]} ${confidence}`,
      );
      const expected = cases.filter(({ isVulnerable }) => isVulnerable);
      expect(outcome).toBe('COMPLETE');
      expect([...new Set(found)].sort()).toEqual(
        expected.map(({ name, source }) => `${name} ${source} CONFIRMED`).sort(),
      );
    },
  );
});
