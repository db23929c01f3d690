import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import ExcelJs from 'exceljs';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import { makePng } from '../fixtures/pictures';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { seed } from './support/seed';

const FINDINGS = 4;
const WHY = 'Values are bound parameters; the message comes from a log viewer.';

const explanation = (page: Page) => page.getByRole('textbox', { name: 'Explanation' });
const conclude = (page: Page, conclusion: string) =>
  page.getByRole('radio', { name: new RegExp(`^${conclusion}`) }).check();
const saved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
const openFinding = async (page: Page, number: number) => {
  await page.getByRole('link', { name: new RegExp(`#${number} `) }).click();
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(`^#${number} `) })).toBeVisible();
};

/** The page as it stands, in both languages: with axe, and at the width of a phone. */
async function look(page: Page): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: language, url: 'http://localhost:4301' }]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
}

/** Changes the downloaded report as a person would, with mistakes. @returns where it is */
async function fillIn(page: Page, info: TestInfo): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).first().click();
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.readFile(await (await download).path());
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new TypeError('a sheet was expected');
  const rowOf = (number: number) => sheet.getRow(number + 1);
  expect(rowOf(1).getCell('G').value).toBe(`[Reason] The query has bound parameters\n${WHY}`);
  expect(String(rowOf(2).getCell('G').value)).toMatch(
    /^\[Reason\] A fix is planned\n\[Accepted until\] \d{4}-/,
  );
  rowOf(1).getCell('G').value = `[Reason] Test data only\n${WHY}`;
  rowOf(3).getCell('F').value = 'Risk accepted';
  rowOf(3).getCell('G').value = '[Accepted until] 2020-01-01\nA firewall in front of it.';
  rowOf(4).getCell('C').value = 'harmless';
  await mkdir(info.outputDir, { recursive: true });
  const filled = path.join(info.outputDir, 'filled-in.xlsx');
  await workbook.xlsx.writeFile(filled);
  return filled;
}

test('conclusions save themselves, survive a lost network and a second window, and are proven', async ({
  page,
  context,
  browser,
}, info) => {
  const submissionId = seed('seed-rejected', FINDINGS);
  const shots = path.join(info.outputDir, 'shots');
  await signIn(page, 'seller');
  await page.goto(`/requests/${submissionId}/appeal`);
  await page.getByRole('button', { name: 'Start appeal' }).click();

  await explanation(page).fill('Values are');
  await expect(page.getByText('Not saved: Choose a conclusion.')).toBeVisible();
  await expect(page.getByText('kept in this browser until it is saved')).toBeVisible();
  await page.reload();
  await expect(explanation(page)).toHaveValue('Values are');
  await conclude(page, 'False positive');
  await page.getByLabel('Reason', { exact: true }).selectOption('The query has bound parameters');
  await expect(page.getByText('Show the line of code with its placeholders', { exact: false })).toBeVisible();
  await explanation(page).fill(WHY);
  await saved(page);
  await expect(page.getByText(`${FINDINGS - 1} of ${FINDINGS} findings lack an explanation`)).toBeVisible();
  await page.screenshot({ path: path.join(shots, 'saved.png'), fullPage: true });

  await context.setOffline(true);
  await explanation(page).fill(`${WHY} Twice.`);
  await expect(page.getByText('Not saved: The server did not answer. It is tried again.')).toBeVisible();
  await page.screenshot({ path: path.join(shots, 'offline.png'), fullPage: true });
  await context.setOffline(false);
  await saved(page);

  const second = await context.newPage();
  await second.goto(`/requests/${submissionId}/appeal`);
  await expect(explanation(second)).toHaveValue(`${WHY} Twice.`);
  await explanation(second).fill(WHY);
  await saved(second);
  await second.close();
  await explanation(page).fill(`${WHY} Another.`);
  await expect(page.getByText('You saved other values in another window')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  await page.screenshot({ path: path.join(shots, 'conflict.png'), fullPage: true });
  await page.getByRole('button', { name: 'Take the stored values' }).click();
  await expect(explanation(page)).toHaveValue(WHY);
  await look(page);

  await openFinding(page, 2);
  await conclude(page, 'Risk accepted');
  await page.getByLabel('Reason', { exact: true }).selectOption('A fix is planned');
  await expect(page.getByLabel('Accepted until', { exact: false })).toHaveValue(/^\d{4}-\d\d-\d\d$/);
  await explanation(page).fill('The new release is tested and comes with the next window.');
  await saved(page);
  await page.getByText('Attach a request and its response').click();
  await page.getByRole('button', { name: 'Begin with the exchange of the scan' }).click();
  await page
    .getByRole('textbox', { name: 'Request' })
    .fill('GET /search?q=1 HTTP/1.1\nHost: shop.example.com\nCookie: sid=tiger9f2c81ba');
  await page.getByRole('button', { name: 'Attach', exact: true }).click();
  await expect(page.getByText(/^Attached by/)).toBeVisible();
  await expect(page.getByText('Cookie: sid=********', { exact: false })).toBeVisible();
  await look(page);
  await page.screenshot({ path: path.join(shots, 'risk.png'), fullPage: true });

  const secret = makePng('a', { chunks: [['tEXt', 'Comment\0where it was taken']] });
  await page
    .getByLabel('Evidence file')
    .setInputFiles({ name: 'place.png', mimeType: 'image/png', buffer: Buffer.from(secret) });
  await page.getByRole('button', { name: 'Attach file' }).click();
  await expect(page.getByRole('link', { name: 'place.png' })).toBeVisible();

  await page.getByLabel('Filled-in report').setInputFiles(await fillIn(page, info));
  await page.getByRole('button', { name: 'Show changes' }).click();
  await expect(page.getByText('1 conclusion would change, 1 would stay as they are.')).toBeVisible();
  await expect(page.getByText('False positive · Test data only')).toBeVisible();
  await expect(page.getByText('“2020-01-01” cannot be the end.', { exact: false })).toBeVisible();
  await expect(page.getByText('1 other edit is ignored: only F, G and H are read')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  await page.screenshot({ path: path.join(shots, 'preview.png'), fullPage: true });
  await page.getByRole('button', { name: 'Save 1 change and attach' }).click();
  await expect(page.getByText('1 conclusion is saved', { exact: false })).toBeVisible();
  await openFinding(page, 1);
  await expect(page.getByLabel('Reason', { exact: true })).toHaveValue('TEST_DATA');
  await expect(explanation(page)).toHaveValue(WHY);

  await page.getByRole('button', { name: 'Use for 2 more findings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Use for 2 more findings' }).click();
  await expect(page.getByText('Every finding is explained')).toBeVisible();
  await openFinding(page, 4);
  await expect(page.getByLabel('Reason', { exact: true })).toHaveValue('TEST_DATA');
  await page.getByRole('button', { name: 'Submit appeal' }).click();
  await expect(page.getByText('Reviewing', { exact: true }).first()).toBeVisible();

  const desk = await browser.newContext();
  const reviewer = await desk.newPage();
  await signIn(reviewer, 'reviewer');
  await reviewer.goto(`/review/${submissionId}`);
  await reviewer.getByRole('link', { name: 'SQL injection in p1' }).click();
  await expect(reviewer.getByText('A fix is planned')).toBeVisible();
  await expect(reviewer.getByText('Requests and responses as proof')).toBeVisible();
  await expect(reviewer.getByText('Cookie: sid=********', { exact: false })).toBeVisible();
  await expectAccessible(reviewer);
  await expectFitsPhone(reviewer);
  await reviewer.screenshot({ path: path.join(shots, 'desk.png'), fullPage: true });
  await desk.close();
});
