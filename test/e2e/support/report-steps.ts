import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { demo, expect, expectAccessible, expectFitsPhone, signIn } from './desk';

async function downloadReport(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Download report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFile(await (await download).path(), 'utf8');
}

/** Has the report of the open scan as files: SARIF with the finding, and a document that reads well on its own. */
export async function downloadReports(page: Page, title: string): Promise<void> {
  const sarif = JSON.parse(await downloadReport(page, 'For code scanning tools (SARIF)'));
  expect(sarif.runs[0].invocations[0].executionSuccessful).toBe(true);
  expect(sarif.runs[0].results[0].message.text).toContain(title);
  await page.keyboard.press('Escape');
  const html = await downloadReport(page, 'Printable report (HTML)');
  const document = await page.context().newPage();
  await document.setContent(html);
  await expect(document.getByRole('heading', { name: new RegExp(title) })).toBeVisible();
  await expectAccessible(document, { isReloaded: false });
  await document.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(document, { isReloaded: false });
  await expectFitsPhone(document);
  await document.close();
}

/** What Wapiti might say of a site of the demo: one thing that our scan has too, one that it has not. */
const wapitiReport = (origin: string) => ({
  classifications: {
    'SQL Injection': {
      wstg: ['WSTG-INPV-05'],
      ref: { 'CWE-89': 'https://cwe.mitre.org/data/definitions/89.html' },
    },
  },
  vulnerabilities: {
    'SQL Injection': ['/app/invoices', '/elsewhere'].map((path) => ({
      ...{ method: 'GET', path, level: 3, parameter: 'customer', wstg: ['WSTG-INPV-05'] },
      info: '<img src=x onerror=alert(1)> SQL Injection via injection in the parameter customer',
      http_request: `GET ${path}?customer=%27 HTTP/1.1\nhost: localhost\nCookie: session=d34db33f`,
    })),
  },
  anomalies: {},
  additionals: {},
  infos: { target: `${origin}/`, date: 'Mon, 02 Mar 2026 09:00:00 +0000', version: 'Wapiti 3.2.4' },
});

/** Imports the report of another scanner, compares it with the scan, lets a viewer look, and deletes it again. */
export async function compareSecondOpinion(page: Page, browser: Browser, website: string): Promise<void> {
  await page.goto(`${website}/scans`);
  await expect(page.getByRole('figure', { name: 'Findings of the last scan by severity' })).toBeVisible();
  const report = Buffer.from(JSON.stringify(wapitiReport(demo().vulnerable.origin)));
  await page
    .getByLabel('Report of another scanner')
    .setInputFiles({ name: 'wapiti.json', mimeType: 'application/json', buffer: report });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.', { exact: true })).toBeVisible();
  await page.getByText('Show as a table').click();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);

  await page.getByRole('link', { name: 'Wapiti 3.2.4' }).click();
  await expect(
    page.getByText(/1 finding was also found by your scan, 1 is only in this report/),
  ).toBeVisible();
  await page.getByText('Original text').first().click();
  await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible();
  await expect(page.getByText('Cookie: session=********').first()).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  const opinion = page.url();

  const context = await browser.newContext();
  const viewer = await context.newPage();
  await signIn(viewer, 'viewer');
  await viewer.goto(opinion);
  await expect(viewer.getByText('Only there', { exact: true })).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true');
  await viewer.goto(`${website}/scans`);
  await expect(viewer.getByRole('button', { name: 'Import' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(viewer);
  await context.close();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.waitForURL(`${website}/scans`);
  await expect(page.getByText('No report of another scanner was imported yet.')).toBeVisible();
}
