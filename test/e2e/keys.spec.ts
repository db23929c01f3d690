import type { Page } from '@playwright/test';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import { expect, expectAccessible, expectFitsPhone, hearKeys, signIn, test } from './support/desk';

const TITLES = {
  'zh-CN': { keys: '键盘快捷键', palette: '命令面板' },
  en: { keys: 'Keyboard shortcuts', palette: 'Command palette' },
};
const LANGUAGES = ['zh-CN', 'en'] as const;

const field = (page: Page) => page.getByRole('combobox', { name: 'Search places, actions and assets' });

/** Opens the palette by its chord, types, and waits for what it says. */
async function find(page: Page, text: string, says: string | RegExp): Promise<void> {
  await hearKeys(page);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole('status').filter({ hasText: says })).toBeAttached();
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  await hearKeys(page);
  for (const key of keys) await page.keyboard.press(key);
}

test('keys lead to the places of the desk and to the search of a page, and are listed', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/');
  await press(page, 'g', 'w');
  await expect(page.getByRole('heading', { level: 1, name: 'Websites' })).toBeVisible();
  await press(page, 'g', 'r');
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
  await page.goto('/settings/audit');
  // The search of the page; what is typed there is text.
  await press(page, '/');
  const search = page.getByRole('main').getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('g a ? /');
  await expect(search).toHaveValue('g a ? /');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // A page without one has the search of the shell.
  await page.goto('/settings/account');
  await press(page, '/');
  await expect(page.getByRole('searchbox', { name: 'Search assets' })).toBeFocused();

  await page.goto('/');
  for (const language of LANGUAGES) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await page.reload();
    await press(page, '?');
    await expect(page.getByRole('dialog', { name: TITLES[language].keys })).toBeVisible();
    await expectAccessible(page, { isReloaded: false });
    await expectFitsPhone(page);
    await page.keyboard.press('Escape');
  }
  await press(page, '?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByText('Assets', { exact: true })).toBeVisible();
  await expect(dialog.getByText('Review desk', { exact: false })).toHaveCount(0);
});

test('the palette finds places, actions and assets', async ({ page }) => {
  await signIn(page, 'seller');
  await page.goto('/');
  await find(page, 'add asset', '1 result');
  await page.keyboard.press('Enter');
  const adding = page.getByRole('dialog', { name: 'Add an asset' });
  await adding.getByLabel('Name').fill('Palette ledger');
  await adding.getByRole('button', { name: 'Add asset' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Palette ledger' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await find(page, 'calen', '1 result');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible();

  // By the server, though not the whole name was typed; the second line has its connection tests.
  await find(page, 'palette led', '2 results');
  await expect(page.getByRole('option', { name: /Palette ledger Draft/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Palette ledger' })).toBeVisible();

  await find(page, 'no such thing 100%', 'Nothing has the text');
  await expectAccessible(page, { isReloaded: false });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await find(page, 'chin', 'Nothing has the text');
  await field(page).fill('简体');
  await page.getByRole('option', { name: 'Language: 简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('the palette is opened by a button on a phone, is accessible, and knows what the reader may do', async ({
  page,
}) => {
  await signIn(page, 'viewer');
  await page.setViewportSize({ width: 375, height: 800 });
  for (const language of LANGUAGES) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await page.goto('/assets');
    await hearKeys(page);
    await page.getByRole('button', { name: TITLES[language].palette }).click();
    await expect(page.getByRole('dialog', { name: TITLES[language].palette })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    await expectAccessible(page, { isReloaded: false });
    await expectFitsPhone(page);
  }
  await field(page).fill('asset');
  await expect(page.getByRole('option', { name: 'Assets', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Add asset' })).toHaveCount(0);
  await field(page).fill('sign out');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('single keys are switched off in the account settings', async ({ page }) => {
  await signIn(page, 'viewer');
  await page.goto('/settings/account');
  await hearKeys(page);
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await expect(page.locator('[aria-keyshortcuts="?"]')).toHaveCount(0);
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await expectFitsPhone(page);
});
