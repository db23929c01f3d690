import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import {
  demoDatabaseUrl,
  expect,
  expectAccessible,
  expectFitsPhone,
  FOLDER,
  signIn,
  test,
} from './support/desk';

const FINDINGS = 20;
const ROOT = path.resolve(import.meta.dirname, '../..');

/** An appeal of twenty findings, written into the demo's database by the product's own verbs. @returns its request */
const seedAppeal = (): string =>
  execFileSync(process.execPath, ['--import', 'tsx', 'test/e2e/support/seed-appeal.ts', String(FINDINGS)], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: demoDatabaseUrl(),
      STORAGE_DIR: path.join(FOLDER, 'files'),
      NEXTAUTH_URL: 'http://localhost:4301',
      NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEYS: `seed:${randomBytes(32).toString('base64')}`,
    },
  });

/** Each page of the desk as it stands, in both languages: with axe, and at the width of a phone. */
async function look(page: Page): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
}

test('a reviewer decides twenty findings by keys alone', async ({ page }) => {
  const submissionId = seedAppeal();
  await signIn(page, 'reviewer');
  await page.goto('/review?sort=age&direction=desc');
  await look(page);
  await page.goto(`/review/${submissionId}`);
  await look(page);

  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
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
  }
  await press('d');
  const dialog = page.getByRole('dialog', { name: 'What follows from this decision' });
  await expect(dialog.getByText('16 conclusions are accepted, 4 rejected.')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await press('Enter');
  await expect(page.getByText('The request will be rejected', { exact: true })).toBeVisible();
  await press('u');
  await expect(page.getByRole('button', { name: 'Reject request' })).toBeVisible();
  await look(page);
  await press('d');
  await press('Enter');
  await expect(page.getByText('Rejected', { exact: true }).first()).toBeVisible();
  expect(keys).toBe(1 + 2 * FINDINGS + 5);
  await look(page);
});

test('the keys of the desk are listed, and a verdict without a reason asks for it', async ({ page }) => {
  const submissionId = seedAppeal();
  await signIn(page, 'reviewer');
  await page.goto(`/review/${submissionId}`);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const does of ['claim the review', 'ask the seller for more', 'undo the decision', 'decide'])
    await expect(dialog.getByText(`Review desk: ${does}`, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByRole('button', { name: 'Release' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByLabel('Reason', { exact: true })).toBeFocused();
  await page.keyboard.type('Say which code stops this input.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await expect(page.getByRole('checkbox', { name: /19 alike findings/ })).toBeChecked();
  await page.keyboard.press('n');
  await expect(page.getByText('Seller asked', { exact: true })).toHaveCount(FINDINGS);
});
