import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { addAsset } from './support/seller-steps';

test('the asset list is narrowed by scan results and interface tests, and taken along as it is shown', async ({
  page,
}) => {
  const name = `Listed ${Date.now()}`;
  await signIn(page, 'seller');
  await addAsset(page, name);
  await page.goto('/assets');
  const filters = page.getByRole('search', { name: 'Filter assets' });
  await filters.getByRole('searchbox').fill(name);
  await filters.getByLabel('Scan results').selectOption({ label: 'Not valid' });
  await filters.getByLabel('Interface tests').selectOption({ label: 'Not run' });
  await filters.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/expiry=NOT_VALID&interfaces=NOT_RUN/);
  await expect(page.getByRole('rowheader', { name })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^assets-\d{4}-\d\d-\d\d\.csv$/);
  const [, line, ...others] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(line).toContain(`,${name},DRAFT,`);
  expect(others).toEqual([]);
  const book = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export Excel' }).click();
  expect((await book).suggestedFilename()).toMatch(/^assets-\d{4}-\d\d-\d\d\.xlsx$/);

  await filters.getByLabel('Interface tests').selectOption({ label: 'Passed' });
  await filters.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('No asset matches these filters')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Export CSV' })).toHaveCount(0);
});
