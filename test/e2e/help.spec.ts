import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { seed } from './support/seed';

const ABOUT = { 'zh-CN': '关于这一步', en: 'About this step' };

test('a step says what KooGallery asks for and leads to its documentation', async ({ page }) => {
  const assetId = seed('seed-approved');
  await signIn(page, 'seller');
  const steps = ['self-check', 'connection', 'connection/queryInstance', 'release'];
  const paths = [...steps.map((step) => `/assets/${assetId}/${step}`), '/calendar'];
  for (const language of ['zh-CN', 'en'] as const) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    for (const path of paths) {
      await page.goto(path);
      await page.getByText(ABOUT[language], { exact: true }).click();
      const link = page.getByRole('link', { name: /opens in a new tab|在新标签页中打开/ });
      await expect(link.first()).toBeVisible();
      await expectAccessible(page, { isReloaded: false });
      await expectFitsPhone(page);
    }
  }
  // By the keyboard, too.
  await page.getByText(ABOUT.en, { exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /opens in a new tab/ })).toHaveCount(0);
});
