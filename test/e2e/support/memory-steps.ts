import type { Browser, Page } from '@playwright/test';
import { BLOCKING } from './appeal-steps';
import { expect, expectAccessible, expectFitsPhone, signIn } from './desk';
import { submit } from './seller-steps';

/** Sends an approved asset again: what was accepted is found again, and does not block. */
export async function sendAgainWithMemory(page: Page, hub: string): Promise<void> {
  await page.goto(hub);
  await page.getByRole('button', { name: 'Modify', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Modify' }).click();
  await expect(
    page.getByText(/confirmed high findings that a reviewer accepted earlier/).first(),
  ).toBeVisible();
  await submit(page, hub, 'Approved');
  await page
    .getByRole('link', { name: /^Request #2$/ })
    .first()
    .click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(
    page.getByText(`${BLOCKING} confirmed high findings were accepted earlier and do not block.`),
  ).toBeVisible();
  await expectAccessible(page);
}

/** A reviewer revokes one decision: the seller sees it open again behind the approval. */
export async function revokeOneDecision(page: Page, browser: Browser, hub: string): Promise<void> {
  const context = await browser.newContext();
  const desk = await context.newPage();
  await signIn(desk, 'reviewer');
  await desk.goto('/decisions/everywhere');
  await expectAccessible(desk);
  await expectFitsPhone(desk);
  await desk.getByRole('button', { name: 'Revoke' }).first().click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('It reads the parameter after all.');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(desk.getByText('It reads the parameter after all.')).toBeVisible();
  await context.close();
  await page.goto('/decisions');
  await expect(page.getByText('It reads the parameter after all.')).toBeVisible();
  await expect(page.getByText(/^Valid until/).first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto(hub);
  await expect(page.getByText(/has 1 confirmed high finding\./).first()).toBeVisible();
}
