import { describe, expect, test } from 'vitest';
import { domRedirection } from '@/lib/scans/checks/dom-redirection';
import { domXss } from '@/lib/scans/checks/dom-xss';
import { FURTHER_SAFE_PAGES } from '../../../fixtures/sites/browser/further-safe-pages';
import { FURTHER_VULNERABLE_PAGES } from '../../../fixtures/sites/browser/further-vulnerable-pages';
import { SAFE_PAGES } from '../../../fixtures/sites/browser/safe-pages';
import { VULNERABLE_PAGES } from '../../../fixtures/sites/browser/vulnerable-pages';
import { scanPages } from './browser-bed';
import { groupCases, hasChromium } from './with-chromium';

const ALL = [...VULNERABLE_PAGES, ...FURTHER_VULNERABLE_PAGES, ...SAFE_PAGES, ...FURTHER_SAFE_PAGES];
describe.skipIf(!hasChromium)('pages in the manner of frameworks', () => {
  test.each(groupCases(ALL))(
    'are reported where they are vulnerable and at no safe twin',
    async (...pages) => {
      const { found, result } = await scanPages(pages, [domXss, domRedirection]);
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
    },
  );
});
