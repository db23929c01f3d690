import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsPhone(page);
}

test('an owner makes a key, a program uses it until it is revoked', async ({ page, playwright }) => {
  await signIn(page, 'seller');
  await page.goto('/settings/api-keys');
  await page.getByLabel('Name', { exact: true }).fill('Pipeline of a walk');
  await page.getByLabel(/^Edit/).check();
  await page.getByRole('button', { name: 'Create key' }).click();
  const shown = page.getByText(/^pfk_[0-9A-Za-z]{49}$/);
  await expect(shown).toBeVisible();
  const key = (await shown.textContent()) ?? '';
  await expectAccessible(page, { isReloaded: false });
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);
  await look(page);

  // Without the cookies of the browser.
  const program = await playwright.request.newContext({
    baseURL: new URL(page.url()).origin,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const name = `Made by a program ${key.slice(4, 10)}`;
  const made = await program.post('/api/v1/assets', { data: { category: 'SAAS', name } });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/assets/${id}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('Pipeline of a walk', { exact: false }).first()).toBeVisible();

  await page.goto('/settings/api-keys');
  const row = page.getByRole('row', { name: /Pipeline of a walk/ });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  expect((await program.get('/api/v1/assets')).status()).toBe(401);
  await program.dispose();
});

test('the API is described for people', async ({ page }) => {
  await signIn(page, 'viewer');
  await page.goto('/api-docs');
  await expect(page.getByRole('heading', { name: 'POST /assets', exact: true })).toBeVisible();
  await look(page);
});

test('a viewer has no page of keys', async ({ page }) => {
  await signIn(page, 'viewer');
  expect((await page.request.get('/settings/api-keys')).status()).toBe(404);
});
