import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page, TestInfo } from '@playwright/test';
import ExcelJs from 'exceljs';
import { VULNERABLE_SITE_FLAWS } from '@/test/fixtures/vulnerable-site-flaws';
import { expect, expectAccessible, expectFitsPhone, hearKeys, signIn } from './desk';

/** The findings of the vulnerable site that block a release. */
export const BLOCKING = VULNERABLE_SITE_FLAWS.filter(({ severity }) => severity === 'HIGH').length;

/** Fills columns F, G and H of every finding that is severe, as a seller does in a spreadsheet program. */
async function fillIn(file: string, filled: string): Promise<number> {
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets[0];
  let rows = 0;
  sheet?.eachRow((row, number) => {
    if (number === 1 || !String(row.getCell('C').value).startsWith('High')) return;
    row.getCell('F').value = 'False positive';
    row.getCell('G').value = 'The demo site emulates this flaw on purpose; no data is behind it.';
    row.getCell('H').value = 'The filled-in report';
    rows += 1;
  });
  await workbook.xlsx.writeFile(filled);
  return rows;
}

/** Appeals the rejected request by the workbook. @returns the address of the request */
export async function appealByWorkbook(page: Page, hub: string, info: TestInfo): Promise<string> {
  await page.goto(hub);
  await page
    .getByRole('link', { name: /^Request #1$/ })
    .first()
    .click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = page.url();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Appeal', exact: true }).first().click();
  await page.getByRole('button', { name: 'Start appeal' }).click();
  await expect(page.getByText(`${BLOCKING} of ${BLOCKING} findings lack an explanation`)).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).first().click();
  await mkdir(info.outputDir, { recursive: true });
  const filled = path.join(info.outputDir, 'filled-in.xlsx');
  expect(await fillIn(await (await download).path(), filled)).toBe(BLOCKING);
  await page.getByLabel('Filled-in report').setInputFiles(filled);
  await page.getByRole('button', { name: 'Show changes' }).click();
  await expect(page.getByText(`${BLOCKING} conclusions would change`)).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await page.getByRole('button', { name: `Save ${BLOCKING} changes and attach` }).click();
  await expect(page.getByText('Every finding is explained')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('button', { name: 'Submit appeal' }).click();
  await expect(page.getByText('Reviewing', { exact: true }).first()).toBeVisible();
  return request;
}

/** The reviewer accepts every conclusion by the keys of the desk and approves the request. */
export async function acceptEverything(browser: Browser, assetName: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, 'reviewer');
  await page.goto('/review');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('link', { name: new RegExp(assetName) }).click();
  await page.getByRole('button', { name: 'Claim this review' }).click();
  await expect(page.getByText('You work at this review.', { exact: false })).toBeVisible();
  for (let judged = 0; judged < BLOCKING; judged++) {
    await hearKeys(page);
    await page.keyboard.press('1');
    await page.keyboard.press('a');
    await expect(page.getByText(`${judged + 1} of ${BLOCKING}`).first()).toBeVisible();
    if (judged !== 1) continue;
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  await decide(page);
  await expect(page.getByText('Approved', { exact: true }).first()).toBeVisible();
  await context.close();
}

/** Decides after a look at what follows. */
async function decide(page: Page): Promise<void> {
  await hearKeys(page);
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'What follows from this decision' });
  await expect(dialog.getByText(`${BLOCKING} conclusions are accepted, 0 rejected.`)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The request will be approved', { exact: true })).toBeVisible();
}
