import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import {
  demo,
  demoDatabaseUrl,
  expect,
  expectAccessible,
  expectFitsPhone,
  FOLDER,
  signIn,
  test,
} from './support/desk';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A rejection of the demo's seller, written by the product's own verb. @returns the asset's name */
const seedRejection = (): string =>
  execFileSync(process.execPath, ['--import', 'tsx', 'test/e2e/support/seed-rejection.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: demoDatabaseUrl(),
      STORAGE_DIR: path.join(FOLDER, 'files'),
      NEXTAUTH_URL: 'http://localhost:4301',
      NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEYS: `seed:${randomBytes(32).toString('base64')}`,
    },
  });

/** The page as it stands, in both languages: with axe, and at the width of a phone. */
async function look(page: Page): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
}

const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Inbox/ });

test('a rejection reaches the inbox of who acts on it, once, and leads to the request', async ({
  page,
  browser,
}) => {
  await signIn(page, 'seller');
  await page.goto('/inbox');
  // What other walks brought about is no part of this one.
  const markAll = page.getByRole('button', { name: 'Mark all as read' });
  if (await markAll.isVisible()) await markAll.click();
  await expect(bell(page)).toHaveText('Inbox');
  await look(page);
  const asset = seedRejection();
  // The count comes by itself, as soon as the page is looked at again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(bell(page)).toHaveText(/1 unread notice/);
  await bell(page).click();
  await page.reload();
  const line = page.getByRole('listitem').filter({ hasText: `${asset} is rejected` });
  await expect(line).toHaveCount(1);
  await expect(line.getByText('Unread', { exact: true })).toBeVisible();
  await look(page);
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: 'zh-CN', url: 'http://localhost:4301' }]);
  await page.reload();
  await expect(page.getByRole('link', { name: `${asset} 被驳回` })).toBeVisible();
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: 'en', url: 'http://localhost:4301' }]);
  await page.reload();
  await page.getByRole('link', { name: `${asset} is rejected` }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await page.goto('/inbox');
  await expect(line.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
  await line.getByRole('button', { name: 'Mark as unread' }).click();
  await expect(line.getByText('Unread', { exact: true })).toBeVisible();
  await markAll.click();
  await expect(line.getByText('Unread', { exact: true })).toBeHidden();
  await page.goto('/inbox?show=unread');
  await expect(page.getByRole('heading', { name: 'No notice fits' })).toBeVisible();
  await look(page);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'viewer');
  await other.goto('/inbox');
  await expect(other.getByText(`${asset} is rejected`)).toHaveCount(0);
  await other.context().close();
});

test('how one hears is a choice that stays, but for security', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/settings/notices');
  await expect(page.getByText('No mail server is configured')).toBeVisible();
  await expect(page.getByText('At once, always')).toBeVisible();
  await page.getByLabel('Scans').selectOption({ label: 'Inbox only' });
  await page.getByRole('button', { name: 'Save choices' }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Scans')).toHaveValue('OFF');
  await expect(page.getByLabel('Reviews')).toHaveValue('NOW');
  await look(page);
});

test('a webhook shows its secret once, and its log what came back', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/settings/webhooks');
  await page.getByLabel('Address').fill(`${demo().safe.origin}/no-such-hook`);
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await page.reload();
  await expect(page.getByText(/whsec_/)).toHaveCount(0);
  await look(page);
  await page.getByRole('link', { name: /no-such-hook/ }).click();
  await page.getByRole('button', { name: 'Send test event' }).click();
  const delivery = page.getByRole('link', { name: 'webhook.test' }).first();
  await expect(delivery).toBeVisible();
  await expect(page.getByText('Next attempt', { exact: false })).toBeVisible();
  await delivery.click();
  await expect(page.getByRole('heading', { name: /^Attempt 1/ })).toBeVisible();
  await expect(page.getByText(/webhook-signature: v1,/).first()).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('Off', { exact: true })).toBeVisible();
  await page.goto('/settings/webhooks');
  await look(page);
});
