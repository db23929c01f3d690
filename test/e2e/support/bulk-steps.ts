import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsPhone } from './desk';

/** The bar above which the selected assets of the list are counted. */
export const bulkBar = (page: Page) => page.getByRole('group', { name: 'Selected assets' });

/** Opens the list of the assets whose names have a text. */
export async function openAssets(page: Page, text: string): Promise<void> {
  await page.goto(`/assets?q=${encodeURIComponent(text)}`);
  await expect(bulkBar(page)).toBeVisible();
}

/** Scans the website of one asset again from the list, where another has no website; the scan is stopped again. */
export async function rescanFromList(page: Page, names: { scanned: string; skipped: string }): Promise<void> {
  await openAssets(page, names.scanned);
  for (const name of [names.scanned, names.skipped])
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await expect(bulkBar(page).getByRole('status')).toHaveText('2 assets selected');
  await bulkBar(page).getByRole('button', { name: 'Rescan' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 of 2 can be scanned.')).toBeVisible();
  await expect(dialog.getByText('1 asset has no website.')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  await dialog.getByRole('button', { name: 'Scan 1 website' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Rescan of several assets' })).toBeVisible();
  await expect(page.getByText('1 done, 1 skipped.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a website' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('link', { name: 'Open the scan' }).click();
  await page.waitForURL(/\/scans\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
}
