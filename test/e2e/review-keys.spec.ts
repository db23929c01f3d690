import type { Page } from '@playwright/test';
import { SHOWN_ID } from '@/app/(desk)/review/[submissionId]/focus-shown';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import { expect, expectAccessible, expectFitsPhone, hearKeys, signIn, test } from './support/desk';
import { seed } from './support/seed';

const FINDINGS = 20;
/** Each page of the desk as it stands, in both languages: with axe, and at the width of a phone. */
async function look(page: Page): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
}

test('a reviewer decides twenty findings by keys alone', async ({ page }) => {
  const submissionId = seed('seed-appeal', FINDINGS);
  await signIn(page, 'reviewer');
  await page.goto('/review?sort=age&direction=desc');
  await look(page);
  await page.goto(`/review/${submissionId}`);
  await look(page);
  // One thread is about the finding that is shown, one about the request.
  await expect(page.getByLabel('Question or comment')).toHaveCount(2);

  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await hearKeys(page);
    await page.keyboard.press(key);
  };
  await press('c');
  await expect(page.getByText('You work at this review', { exact: false })).toBeVisible();
  for (let judged = 1; judged <= FINDINGS; judged++) {
    // Of five findings one is rejected, by another reason.
    const isRejected = judged % 5 === 0;
    await press(isRejected ? '4' : '1');
    await press(isRejected ? 'r' : 'a');
    await expect(page.getByText(`${judged} of ${FINDINGS}`, { exact: true }).first()).toBeVisible();
    // The next one that is open is shown, in view in its list, and the focus is on the page.
    const shown = page.locator(`#${SHOWN_ID}`);
    if (judged < FINDINGS) await expect(shown.getByText('Open', { exact: true })).toBeInViewport();
    await expect(page.locator(':focus')).toHaveCount(1);
  }
  await press('d');
  const dialog = page.getByRole('dialog', { name: 'What follows from this decision' });
  await expect(dialog.getByText('16 conclusions are accepted, 4 rejected.')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await press('Enter');
  await expect(page.getByText('The request will be rejected', { exact: true })).toBeVisible();
  await expect(page.locator(':focus')).toHaveCount(1);
  await press('u');
  await expect(page.getByRole('button', { name: 'Reject request' })).toBeVisible();
  await look(page);
  await press('d');
  await press('Enter');
  await expect(page.getByText('Rejected', { exact: true }).first()).toBeVisible();
  // Two keys a finding, one to claim, two to decide; twice, for the decision is undone once by one more.
  expect(keys).toBe(1 + 2 * FINDINGS + 5);
  await look(page);
});

test('the keys of the desk are listed, and a verdict without a reason asks for it', async ({ page }) => {
  const submissionId = seed('seed-appeal', FINDINGS);
  await signIn(page, 'reviewer');
  await page.goto(`/review/${submissionId}`);
  await hearKeys(page);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const does of ['Claim the review', 'Ask the seller for more', 'Undo the decision', 'Decide'])
    await expect(dialog.getByText(does, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByRole('button', { name: 'Release' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
  await page.keyboard.type('Say which code stops this input.');
  await page.keyboard.press('Escape');
  await expect(page.locator(`#${SHOWN_ID}`)).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.getByRole('checkbox', { name: /19 alike findings/ })).toBeChecked();
  await page.keyboard.press('n');
  await expect(page.getByText('Seller asked', { exact: true })).toHaveCount(FINDINGS);
});
