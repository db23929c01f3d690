import { demo, expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';

test('somebody signed out is asked to sign in, and comes back to where they were', async ({ page }) => {
  await page.goto('/settings/account');
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel('E-mail').fill('seller@example.com');
  await page.getByLabel('Password', { exact: true }).fill(demo().seller);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/account$/);
});

test('an address that no page has leads somebody signed out to the sign-in', async ({ page }) => {
  await page.goto('/no-such-page');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a wrong password and an unknown address get the same answer', async ({ page }) => {
  const answers: (string | null)[] = [];
  for (const email of ['seller@example.com', 'nobody@example.com']) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not-the-password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    answers.push(await page.getByRole('alert').first().textContent());
  }
  expect(answers[0]).toBe(answers[1]);
});

test('account and members are accessible and fit a phone', async ({ page }) => {
  await signIn(page, 'seller');
  for (const path of ['/settings/account', '/settings/members']) {
    await page.goto(path);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});

test('a revoked session ends at its next request', async ({ page, browser }) => {
  await signIn(page, 'seller');
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signIn(elsewhere, 'seller');
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out all others' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await elsewhere.goto('/settings/account');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

test('a stale tab keeps what was typed when its session ended', async ({ page, context }) => {
  await signIn(page, 'seller');
  await page.goto('/assets');
  await page.getByRole('button', { name: 'Add asset' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Typed before the session ended');
  await context.clearCookies();
  await dialog.getByRole('button', { name: 'Add asset' }).click();
  await expect(dialog.getByRole('alert')).toContainText("You're signed out");
  await expect(dialog.getByLabel('Name')).toHaveValue('Typed before the session ended');
  await expect(page.getByRole('link', { name: 'Sign in in a new tab' })).toBeVisible();
});
