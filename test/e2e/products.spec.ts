import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { seed } from './support/seed';

test('an approved asset is released as a product, found in the list, and withdrawn', async ({ page }) => {
  const hub = `/assets/${seed('seed-approved')}`;
  await signIn(page, 'seller');
  await page.goto(hub);
  await page.getByRole('link', { name: 'Release as a product' }).click();
  await expect(page.getByText('This asset can be released')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const name = await page.getByLabel('Product name').inputValue();
  await page.getByLabel('Specification note').fill('Up to 50 people');
  await expect(page.getByLabel(/^Encryption algorithm/)).toBeHidden();
  await page.getByLabel('User authorization required').check();
  const algorithm = page.getByLabel(/^Encryption algorithm/);
  await expect(algorithm).toHaveValue('AES256');
  await algorithm.selectOption('AES128');
  await page.getByRole('button', { name: 'Release as a product' }).click();
  await page.waitForURL(/\/products\/[0-9a-f-]{36}$/);
  await expect(page.getByText('On sale', { exact: true })).toBeVisible();
  await expect(page.getByText(/AES128_CBC_PKCS5Padding/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const product = page.url();

  await page.goto(`/products?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('rowheader', { name })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto(`${hub}/details`);
  await expect(page.getByRole('button', { name: 'Delete asset' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('link', { name: `Open ${name}` }).click();
  await page.waitForURL(product);

  await page.getByRole('button', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('Withdrawn', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Withdraw' })).toHaveCount(0);
});

test('a viewer reads what is in the way of a release, and releases nothing', async ({ page }) => {
  const hub = `/assets/${seed('seed-approved')}`;
  await signIn(page, 'viewer');
  await page.goto(`${hub}/release`);
  await expect(page.getByRole('button', { name: 'Release as a product' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expectAccessible(page);
});
