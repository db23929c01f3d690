import type { Browser, Page } from '@playwright/test';
import { makePng } from '../../fixtures/pictures';
import { expect, expectAccessible, expectFitsPhone, signIn } from './desk';

/** The seller writes about a finding and attaches a picture, in two languages; the page is read in Chinese too. */
export async function writeAboutFinding(page: Page, request: string): Promise<void> {
  await page.goto(`${request}/appeal`);
  await page.getByLabel('Comment', { exact: true }).fill('The log is attached.');
  await page.reload();
  await expect(page.getByLabel('Comment', { exact: true })).toHaveValue('The log is attached.');
  await page.getByText('Both languages and fixed words').click();
  await page.getByRole('button', { name: 'Insert False positive · 误报' }).click();
  await page.getByLabel('The same in the other language').fill('日志见附件。');
  await page
    .getByLabel('File', { exact: true })
    .last()
    .setInputFiles({ name: 'log.png', mimeType: 'image/png', buffer: Buffer.from(makePng()) });
  await expect(page.getByRole('img', { name: 'Preview of the chosen picture' })).toBeVisible();
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.getByText('The log is attached. False positive')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Comment', { exact: true })).toHaveValue('');
  await expect(page.getByText('日志见附件。')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
}

/** A reviewer asks about the request: it is the seller's turn until the reply. */
export async function askAndReply(page: Page, browser: Browser, request: string): Promise<void> {
  const context = await browser.newContext();
  const desk = await context.newPage();
  await signIn(desk, 'reviewer');
  const id = request.split('/').at(-1);
  const response = await desk.request.post(`/review/${id}/comments`, {
    headers: { origin: new URL(request).origin },
    multipart: {
      intent: 'question',
      findingId: '',
      language: 'en',
      text: 'Is the account active?',
      otherText: '',
    },
  });
  expect(response.status()).toBe(200);
  await context.close();
  await page.goto(request);
  await expect(page.getByText('Reviewing: question for you').first()).toBeVisible();
  await expect(page.getByText(/clock paused since/).first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel('Your reply').fill('It is.');
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(page.getByText('Reviewing', { exact: true }).first()).toBeVisible();
}
