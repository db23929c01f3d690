import { describe, expect, test } from 'vitest';
import { domRedirection } from '@/lib/scans/checks/dom-redirection';
import { domXss } from '@/lib/scans/checks/dom-xss';
import { BUILT_APPLICATIONS } from '../../../fixtures/sites/browser/built-applications';
import { BUILT_PAGES } from '../../../fixtures/sites/browser/built-pages';
import type { FrameworkPage } from '../../../fixtures/sites/browser/framework-page';
import { FURTHER_SAFE_PAGES } from '../../../fixtures/sites/browser/further-safe-pages';
import { FURTHER_VULNERABLE_PAGES } from '../../../fixtures/sites/browser/further-vulnerable-pages';
import { SAFE_PAGES } from '../../../fixtures/sites/browser/safe-pages';
import { VULNERABLE_PAGES } from '../../../fixtures/sites/browser/vulnerable-pages';
import { scanPages } from './browser-bed';
import { groupCases, hasChromium, shareChromium } from './with-chromium';

const openBrowser = shareChromium();

const ALL = [
  ...[...VULNERABLE_PAGES, ...FURTHER_VULNERABLE_PAGES, ...SAFE_PAGES, ...FURTHER_SAFE_PAGES],
  ...[...BUILT_PAGES, ...BUILT_APPLICATIONS],
];
/** Sources that scripts take apart in ways of their own, with their twins. */
const TAKEN_APART = /^(?:safe-)?(?:message-table|referrer-words|name-settings|recent-searches)$/;

async function expectFound(pages: readonly FrameworkPage[]) {
  const { found, result, site } = await scanPages(pages, { checks: [domXss, domRedirection], openBrowser });
  expect(result.outcome).toBe('COMPLETE');
  const ofKind = (checkId: string) =>
    new Set(found.filter((one) => one.checkId === checkId).map(({ name }) => name));
  const missing = pages.filter(({ name, kind, isVulnerable }) => {
    return isVulnerable && !ofKind(kind === 'redirect' ? 'dom-redirection' : 'dom-xss').has(name);
  });
  expect(missing.map(({ name }) => name)).toEqual([]);
  const safe = new Set(pages.filter(({ isVulnerable }) => !isVulnerable).map(({ name }) => name));
  expect(found.filter(({ name }) => safe.has(name))).toEqual([]);
  for (const { confidence } of found) expect(confidence).toBe('CONFIRMED');
  const asked = new Set(site.log.map(({ url }) => url.pathname));
  const calls = pages.flatMap(({ name, calls = [] }) => calls.map((call) => `/${name}/${call}`));
  expect(calls.filter((call) => !asked.has(call))).toEqual([]);
}

describe.skipIf(!hasChromium)('pages in the manner of frameworks', () => {
  test.each(groupCases(ALL))(
    'are reported where they are vulnerable and at no safe twin',
    async (...pages) => {
      await expectFound(pages);
    },
  );

  test('are reported whatever takes a source apart', async () => {
    await expectFound(BUILT_PAGES.filter(({ name }) => TAKEN_APART.test(name)));
  });
});
