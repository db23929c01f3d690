import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';

test('an owner adds a colleague, hands over a link, and the colleague signs in with a password of their own', async ({
  page,
  browser,
}) => {
  const email = `colleague-${Date.now()}@example.com`;
  await signIn(page, 'seller');
  await page.goto('/settings/members');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Add member' }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  await row.getByRole('button', { name: 'Password link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create a link' }).click();
  const link = await page.getByRole('dialog').locator('pre').textContent();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  const asked: string[] = [];
  theirs.on('request', (request) => asked.push(request.url()));
  await theirs.goto(link ?? '');
  await expectAccessible(theirs);
  await expectFitsPhone(theirs);
  await theirs.getByLabel('New password', { exact: true }).fill('short');
  await theirs.getByLabel('New password again').fill('short');
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await expect(theirs.getByRole('alert').first()).toBeVisible();
  const password = 'a sentence that nobody else uses';
  await theirs.getByLabel('New password', { exact: true }).fill(password);
  await theirs.getByLabel('New password again').fill(password);
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await expect(theirs.getByText('Your password is set.')).toBeVisible();
  await theirs.getByRole('link', { name: 'Sign in' }).click();
  await theirs.getByLabel('E-mail').fill(email);
  await theirs.getByLabel('Password', { exact: true }).fill(password);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(theirs).not.toHaveURL(/sign-in/);
  const token = new URL(link ?? '').hash.slice(1);
  expect(asked.filter((url) => new URL(url).pathname.includes(token) || url.includes(`?${token}`))).toEqual(
    [],
  );
  await other.close();

  await page.reload();
  await expect(row.getByRole('button', { name: 'Password link' })).toBeHidden();
});

test('an address without a link says what is missing', async ({ page }) => {
  await page.goto('/set-password');
  await expect(page.getByText('This address is not a complete password link.')).toBeVisible();
  await expectAccessible(page);
});
