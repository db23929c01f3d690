import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';

test('a member looks at the calendar and has another program read it, until the address is revoked', async ({
  page,
}) => {
  await signIn(page, 'viewer');
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calendar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible();
  for (const path of ['/calendar?month=2026-02', '/calendar/release', '/calendar/feeds']) {
    await page.goto(path);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }

  const name = `Phone ${Date.now()}`;
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create address' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Never');
  const address = (await page.locator('pre').textContent()) ?? '';
  // Nobody is signed in where a calendar program asks.
  const outside = await page.context().browser()?.newContext();
  const ask = () => outside?.request.get(address);
  const answer = await ask();
  expect(answer?.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(await answer?.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  await page.reload();
  await expect(page.locator('pre')).toHaveCount(0);
  await expect(row).not.toContainText('Never');

  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  expect((await ask())?.status()).toBe(404);
  await outside?.close();
});
