import type { Page } from '@playwright/test';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { seed } from './support/seed';

const card = (page: Page) => page.locator('#drift');

/** The page as it stands, in both languages: with axe, and at the width of a phone. */
async function look(page: Page): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
}

test('what is no longer as approved is seen and accepted, and its notice is read by that', async ({
  page,
  browser,
}) => {
  const websiteId = seed('seed-drift');
  const viewer = await (await browser.newContext()).newPage();
  await signIn(viewer, 'viewer');
  await viewer.goto(`/websites/${websiteId}`);
  await expect(card(viewer).getByRole('button', { name: 'Accept as new normal' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await viewer.context().close();

  await signIn(page, 'seller');
  await page.goto('/inbox?show=unread');
  const lines = page.locator(`a[href^="/inbox/"]`).filter({ hasText: /example\.com/ });
  await expect(lines.first()).toBeVisible();
  const href = (await lines.first().getAttribute('href')) ?? '';
  const read = page.waitForResponse((response) => response.url().includes('/api/inbox/read?path='));
  await page.goto(`/websites/${websiteId}`);
  expect((await read).status()).toBe(200);
  await expect(card(page).getByText('3 differences')).toBeVisible();
  await expect(card(page).getByText('Response header server')).toBeVisible();
  await expect(card(page).getByText('nginx/1.3')).toBeVisible();
  await expect(card(page).getByText('Not present')).toBeVisible();
  await look(page);

  await card(page).getByRole('button', { name: 'Accept as new normal' }).click();
  await expect(card(page).getByText('1 difference')).toBeVisible();
  await expect(card(page).getByText('nginx/1.3')).toBeHidden();
  await expect(card(page).getByText('The website does not respond')).toBeVisible();
  await expect(card(page).getByRole('button', { name: 'Accept as new normal' })).toHaveCount(0);
  await look(page);

  await page.goto('/inbox?show=unread');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator(`a[href="${href}"]`)).toHaveCount(0);
});
