import { oneTimeCode, timeStep } from '@/lib/auth/one-time-code';
import { systemClock } from '@/lib/core/clock';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As an authenticator app reads it. */
function readKey(text: string): Uint8Array {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

test('a colleague sets up two-step sign-in, signs in with a recovery code and switches it off', async ({
  page,
  browser,
}) => {
  const email = `careful-${Date.now()}@example.com`;
  const password = 'a sentence that nobody else uses';
  await signIn(page, 'seller');
  await page.goto('/settings/members');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Add member' }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row.getByText('Not joined yet')).toBeVisible();
  await row.getByRole('button', { name: 'Password link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create a link' }).click();
  const link = await page.getByRole('dialog').locator('pre').textContent();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  const enterPassword = async () => {
    await theirs.getByLabel('E-mail').fill(email);
    await theirs.getByLabel('Password', { exact: true }).fill(password);
    await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await theirs.goto(link ?? '');
  await theirs.getByLabel('New password', { exact: true }).fill(password);
  await theirs.getByLabel('New password again').fill(password);
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await theirs.getByRole('link', { name: 'Sign in' }).click();
  await enterPassword();
  await expect(theirs).not.toHaveURL(/sign-in/);

  await theirs.goto('/settings/account');
  const card = theirs.locator('section').filter({
    has: theirs.getByRole('heading', { name: 'Two-step sign-in' }),
  });
  await card.getByLabel('Current password').fill(password);
  await card.getByRole('button', { name: 'Set up' }).click();
  await expect(card.getByRole('img', { name: 'QR code with the key' })).toBeVisible();
  await expectAccessible(theirs, { isReloaded: false });
  await expectFitsPhone(theirs);
  const key = readKey((await card.locator('pre').textContent()) ?? '');
  await card.getByLabel('Code', { exact: true }).fill(oneTimeCode(key, timeStep(systemClock.now())));
  await card.getByRole('button', { name: 'Switch on' }).click();
  await expect(card.getByText('They are shown only now.')).toBeVisible();
  const codes = ((await card.locator('pre').textContent()) ?? '').split('\n');
  expect(codes).toHaveLength(10);
  await card.getByRole('button', { name: 'I have kept them' }).click();
  await expect(card.getByText('10 recovery codes are left.')).toBeVisible();

  await other.clearCookies();
  await theirs.goto('/sign-in');
  await enterPassword();
  await expect(theirs.getByLabel('Code', { exact: true })).toBeFocused();
  await expectAccessible(theirs, { isReloaded: false });
  await expectFitsPhone(theirs);
  await theirs.getByLabel('Code', { exact: true }).fill('no code');
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await expect(theirs.getByRole('alert').first()).toContainText('This code is wrong');
  await theirs.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await expect(theirs).not.toHaveURL(/sign-in/);

  await theirs.goto('/settings/account');
  await expect(card.getByText('9 recovery codes are left.')).toBeVisible();
  await card.getByRole('button', { name: 'Switch off' }).click();
  const dialog = theirs.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByLabel('Code or recovery code').fill(codes[1] ?? '');
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(card.getByRole('button', { name: 'Set up' })).toBeVisible();
  await other.close();
});

test('somebody who forgot the password learns who can help where no mail is sent', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByText('This installation sends no mail')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});
