import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';

test('a member goes from the overview to the trends, on a phone too', async ({ page }) => {
  await signIn(page, 'viewer');
  await page.goto('/');
  await page.getByRole('link', { name: 'Trends', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Trends' })).toBeVisible();
  await expect(page).toHaveURL(/\/trends$/);
  await expectAccessible(page);
  await expectFitsPhone(page);
});
