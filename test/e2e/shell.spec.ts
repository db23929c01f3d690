import { expect, expectAccessible, expectFitsPhone, hearKeys, signIn, test } from './support/desk';

const PAGES = ['/', '/assets', '/websites', '/websites/new', '/requests', '/no-such-page'];

test('every page of the shell is accessible in both themes, in Chinese too, and fits a phone', async ({
  page,
  context,
}) => {
  await signIn(page, 'seller');
  for (const path of PAGES) {
    await page.goto(path);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  await context.addCookies([{ name: 'preflight-locale', value: 'zh-CN', domain: 'localhost', path: '/' }]);
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expectFitsPhone(page);
  }
});

test('the keyboard leads everywhere: skip link, search, keys', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await hearKeys(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search assets' })).toBeFocused();
  await page.keyboard.type('nothing has this name');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/assets\?q=nothing/);
  await hearKeys(page);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeHidden();
});

test('language and theme are chosen in the top bar and stay', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/assets');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '资产' })).toBeVisible();
  await page.getByRole('button', { name: '语言' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Assets' })).toBeVisible();
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
