import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { addAndProveWebsite, addAsset } from './support/seller-steps';

/** Opens the list of the assets of this walk. */
async function openList(page: Page, mark: string): Promise<void> {
  await page.goto(`/assets?q=${mark}`);
  await expect(page.getByRole('group', { name: 'Selected assets' })).toBeVisible();
}

test('several assets are scanned again, drafts are deleted together, and a view is kept', async ({
  page,
  context,
}) => {
  const mark = `Bulk${Date.now()}`;
  await signIn(page, 'seller');
  const hub = await addAsset(page, `${mark} with a site`);
  await addAndProveWebsite(page, hub, 'safe');
  await addAsset(page, `${mark} bare`);
  await openList(page, mark);
  const bar = page.getByRole('group', { name: 'Selected assets' });
  await page.getByRole('checkbox', { name: `Select ${mark} bare` }).check();
  await expect(bar.getByRole('status')).toHaveText('1 asset selected');
  await bar.getByRole('button', { name: 'Select this page' }).click();
  await expect(bar.getByRole('status')).toHaveText('2 assets selected');
  await bar.getByRole('button', { name: 'Rescan' }).click();
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
  await expect(page).toHaveURL(/\/scans\//);

  await openList(page, mark);
  await page.getByRole('checkbox', { name: `Select ${mark} bare` }).check();
  await bar.getByRole('button', { name: 'Delete drafts' }).click();
  await expect(dialog.getByText('1 of 1 can be deleted.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete 1 draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deletion of several drafts' })).toBeVisible();
  await expect(page.getByText('Deleted', { exact: true })).toBeVisible();
  await openList(page, mark);
  await expect(page.getByRole('rowheader', { name: `${mark} bare` })).toHaveCount(0);

  await page.getByRole('button', { name: 'Save view' }).click();
  await dialog.getByLabel('Name').fill(mark);
  await dialog.getByLabel('Open the asset list with this view').check();
  await dialog.getByRole('button', { name: 'Save view' }).click();
  const views = page.getByRole('navigation', { name: 'Views of the list' });
  await expect(views.getByRole('link', { name: `${mark} (default)` })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto('/assets');
  await expect(page).toHaveURL(new RegExp(`q=${mark}`));
  await views.getByRole('link', { name: 'All assets' }).click();
  await expect(page).toHaveURL(/view=all/);

  const { hostname } = new URL(page.url());
  await context.addCookies([{ name: 'preflight-locale', value: 'zh-CN', domain: hostname, path: '/' }]);
  await page.reload();
  await page.getByRole('button', { name: '管理视图' }).click();
  await expect(dialog.getByRole('textbox', { name: `${mark} 的名称` })).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  await dialog.getByRole('button', { name: `删除 ${mark}` }).click();
  await expect(page.getByRole('link', { name: `${mark}（默认）` })).toHaveCount(0);
  await page.goto('/assets');
  await expect(page).toHaveURL(/\/assets$/);
});
