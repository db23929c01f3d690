import { bulkBar, openAssets } from './support/bulk-steps';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { addAsset } from './support/seller-steps';

test('several drafts are selected, counted and deleted, and a view is kept', async ({ page, context }) => {
  const mark = `Bulk${Date.now()}`;
  await signIn(page, 'seller');
  await addAsset(page, `${mark} one`);
  await addAsset(page, `${mark} bare`);
  await openAssets(page, mark);
  const bar = bulkBar(page);
  await page.getByRole('checkbox', { name: `Select ${mark} bare` }).check();
  await expect(bar.getByRole('status')).toHaveText('1 asset selected');
  await bar.getByRole('button', { name: 'Select this page' }).click();
  await expect(bar.getByRole('status')).toHaveText('2 assets selected');
  await bar.getByRole('button', { name: 'Rescan' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('0 of 2 can be scanned.')).toBeVisible();
  await expect(dialog.getByText('2 assets have no website.')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);

  await openAssets(page, mark);
  await page.getByRole('checkbox', { name: `Select ${mark} bare` }).check();
  await bar.getByRole('button', { name: 'Delete drafts' }).click();
  await expect(dialog.getByText('1 of 1 can be deleted.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete 1 draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deletion of several drafts' })).toBeVisible();
  await expect(page.getByText('Deleted', { exact: true })).toBeVisible();
  await openAssets(page, mark);
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
