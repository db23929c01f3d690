import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { demo, expect } from './desk';
import { putVerificationFile } from './fake-seller';

export type Site = 'safe' | 'vulnerable';

/** Adds a SaaS asset. @returns the address of its hub */
export async function addAsset(page: Page, name: string): Promise<string> {
  await page.goto('/assets');
  await page.getByRole('button', { name: 'Add asset' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Add asset' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return page.url();
}

/** Adds a website to the asset and verifies its ownership by file. @returns the address of its Ownership tab */
export async function addAndProveWebsite(page: Page, hub: string, site: Site): Promise<string> {
  await page.goto(`${hub}/websites`);
  await page.getByRole('link', { name: 'New website' }).click();
  await page.getByLabel('Address').fill(demo()[site].origin);
  await page.getByLabel('Name').fill(`The ${site} site`);
  await page.getByRole('button', { name: 'Add and get the file' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `The ${site} site` })).toBeVisible();
  const website = page.url();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the file' }).click();
  const file = await (await download).path();
  await putVerificationFile(site, await readFile(file, 'utf8'));

  await page.getByLabel(/I accept the scan service agreement/).check();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(page.getByText('Ownership verified', { exact: true })).toBeVisible();
  return website;
}

/** Saves the login settings and tests them. */
export async function saveLogin(page: Page, website: string, site: Site): Promise<void> {
  const { loginUrl, verifyUrl } = demo()[site];
  const { username, password } = demo().siteUser;
  await page.getByRole('link', { name: 'Enter the login' }).click();
  await page.waitForURL(`${website}/login`);
  await page.getByLabel('Login page').fill(loginUrl);
  await page.getByLabel('User name', { exact: true }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Page behind the login').fill(verifyUrl);
  await page.getByLabel('Requests per second').fill('20');
  await page.getByRole('button', { name: 'Save login settings' }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.getByRole('button', { name: 'Test login now' }).click();
  await expect(page.getByRole('status').getByText('Login verified')).toBeVisible();
}

/** Runs the self-check and watches it to its end. @returns the address of the report */
export async function runSelfCheck(page: Page, website: string): Promise<string> {
  await page.goto(`${website}/scans`);
  await page.getByRole('button', { name: 'Run self-check' }).click();
  await page.waitForURL(/\/scans\/[0-9a-f-]{36}$/);
  const phases = page.getByRole('list', { name: 'Phases of the scan' });
  await expect(phases.getByText('Crawl')).toBeVisible();
  await expect(page.getByText('Coverage', { exact: true })).toBeVisible();
  return page.url();
}

/**
 * Declares the technical connection of an asset for yearly and monthly billing.
 * @param hub null: on the connection page that is open
 */
export async function declareConnection(
  page: Page,
  hub: string | null,
  productionUrl: string,
  accessKey: string,
): Promise<void> {
  if (hub !== null) await page.goto(`${hub}/connection`);
  await page.getByLabel('Yearly or monthly').check();
  await page.getByLabel('Production URL', { exact: true }).fill(productionUrl);
  await page.getByLabel('Access key', { exact: true }).fill(accessKey);
  await page.getByRole('button', { name: 'Save declaration' }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
}

/** Runs every case of the asset's interfaces on its connection page, and nothing else, and waits for how it ends. */
export async function runCases(page: Page, outcome = /^All \d+ passed/): Promise<void> {
  await page.getByRole('button', { name: 'Choose what to run' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lifecycle flow').uncheck();
  await dialog.getByLabel('Adversarial suite').uncheck();
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(outcome)).toBeVisible();
}

/** Declares the technical connection and runs its cases, all green. */
export async function testConnection(page: Page, hub: string, site: Site): Promise<void> {
  await declareConnection(page, hub, demo()[site].productionUrl, demo().accessKey);
  await runCases(page);
  await expect(page.getByText('5 of 5 cases pass')).toBeVisible();
}

/** Sends the asset for review and waits for the verdict. */
export async function submit(page: Page, hub: string, verdict: 'Approved' | 'Rejected'): Promise<void> {
  await page.goto(hub);
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click();
  await expect(page.getByText('Scanning', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(verdict, { exact: true }).first()).toBeVisible();
}
