import { demo, expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { switchFault } from './support/fake-seller';
import { addAsset, declareConnection } from './support/seller-steps';

test('a fault of the interface is named with its bytes and its mend, and mended it passes', async ({
  page,
  context,
}) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Faulty');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await switchFault('wrong-content-type', true);
  try {
    await page.getByRole('button', { name: 'Run all' }).click();
    await expect(page.getByText(/Last run: 0 of 5 passed/)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: 'newInstance' }).click();
    await expect(page.getByText(/Debugging fails\. Invalid content-type format\./).first()).toBeVisible();
    await expect(page.getByText(/curl/).first()).toBeVisible();
    await expectAccessible(page, context);
    await expectFitsPhone(page);
  } finally {
    await switchFault('wrong-content-type', false);
  }
  await page.goto(`${hub}/connection`);
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.getByText(/Last run: 5 of 5 passed/)).toBeVisible({ timeout: 60_000 });
});

test('a wrong access key fails authentication, and never shows up again anywhere', async ({ page }) => {
  await signIn(page, 'seller');
  const planted = 'planted-access-key-5b1d7f';
  const hub = await addAsset(page, 'Wrong key');
  await declareConnection(page, hub, demo().safe.productionUrl, planted);
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.getByText(/Last run: 0 of 5 passed/)).toBeVisible({ timeout: 60_000 });
  for (const path of ['', '/connection', '/connection/newInstance']) {
    await page.goto(hub + path);
    expect(await page.content()).not.toContain(planted);
  }
});
