import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { addAsset } from './support/seller-steps';

test('the audit log says who changed what, is narrowed by its address, and can be taken along', async ({
  page,
}) => {
  await signIn(page, 'seller');
  await addAsset(page, 'Traceable');
  await page.goto('/settings/audit');
  await page.getByRole('searchbox', { name: 'Name or changed value' }).fill('Traceable');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page).toHaveURL(/text=Traceable/);
  const row = page.getByRole('row').filter({ hasText: 'Asset created' });
  await row.locator('summary').click();
  await expect(row.getByRole('definition').filter({ hasText: 'Traceable' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);

  await page.goto('/settings/audit?text=nothing-is-called-so');
  await expect(page.getByText('No entry fits these filters.')).toBeVisible();
  await expectAccessible(page);
});
