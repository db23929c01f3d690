import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { demo, expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { switchFault } from './support/fake-seller';
import { addAsset, declareConnection, runCases } from './support/seller-steps';

/** Names of assets are unique in an organization: a demo that is up already may have seen this test. */
const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

/** An asset whose cases failed once and then passed. @returns the address of its hub */
async function calledAsset(page: Page, name: string): Promise<string> {
  const hub = await addAsset(page, name);
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await switchFault('wrong-content-type', true);
  try {
    await runCases(page, /of 5 failed|not run/);
  } finally {
    await switchFault('wrong-content-type', false);
  }
  await runCases(page);
  return hub;
}

/** The log of one asset. */
const openLog = async (page: Page, name: string, filter = '') => {
  await page.goto(`/messages?activity=newInstance${filter}`);
  await page.getByLabel('Asset', { exact: true }).selectOption({ label: name });
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/asset=/);
};

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('checkbox') });

const inChinese = (context: BrowserContext, page: Page) =>
  context.addCookies([
    { name: 'preflight-locale', value: 'zh-CN', domain: new URL(page.url()).hostname, path: '/' },
  ]);

test('a failed call is found, read masked, revealed, sent again and compared', async ({ page }) => {
  await signIn(page, 'seller');
  const name = unique('Logged');
  const hub = await calledAsset(page, name);

  await page.goto('/messages');
  await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await openLog(page, name);
  await expect(rows(page)).toHaveCount(2);
  await page.getByText('More filters').click();
  await page.getByLabel('JSON path').fill('response.resultCode != 000000');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('No message matches these filters')).toBeVisible();
  await page.getByLabel('JSON path').fill('$.a[');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('A name or a position in a list is missing in this path.')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await openLog(page, name, '&result=failed');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('link', { name: 'newInstance' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'newInstance' })).toBeVisible();
  await expect(page.getByText('Secrets are masked')).toBeVisible();
  await expect(page.getByText(/signature=[0-9A-F]{4}\*{8}&/).first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole('button', { name: 'Reveal' }).click();
  await expect(page.getByText('These are the exact bytes')).toBeVisible();
  await expect(page.getByText(/signature=[0-9A-F]{64}&/).first()).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  await page.getByRole('button', { name: 'Mask again' }).click();
  await expect(page.getByText(/signature=[0-9A-F]{64}&/)).toHaveCount(0);
  const message = page.url();
  await page.goto(hub);
  await expect(page.getByText('Exchange revealed')).toBeVisible();

  await page.goto(message);
  await page.getByRole('link', { name: 'Restart' }).click();
  await expect(page.getByText('1 message will be sent')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('button', { name: 'Send 1 message' }).click();
  await expect(page.getByText('All done')).toBeVisible();
  await expect(page.getByText('1 passed · 0 failed · 0 not sent')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole('link', { name: 'newInstance' }).click();
  await expect(page.getByRole('link', { name: 'Attempt 1' })).toBeVisible();
  await page.getByRole('link', { name: 'Compare with the previous attempt' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare two exchanges' })).toBeVisible();
  const contentType = page
    .getByRole('row')
    .filter({ hasText: /Content-Type/i })
    .last();
  await expect(contentType.getByText('Different', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /^signature/ }).getByText('Different')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('rows stay while newer messages come in, and chosen ones go together', async ({ page, context }) => {
  await signIn(page, 'seller');
  const name = unique('Busy');
  const hub = await calledAsset(page, name);
  await openLog(page, name);
  await expect(rows(page)).toHaveCount(2);

  const other = await context.newPage();
  await other.goto(`${hub}/connection`);
  await runCases(other);
  await other.close();
  await expect(page.getByRole('link', { name: '1 newer message' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('link', { name: '1 newer message' }).click();
  await expect(rows(page)).toHaveCount(3);

  await rows(page).nth(0).getByRole('checkbox').check();
  await rows(page).nth(1).getByRole('checkbox').check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await expectAccessible(page, { isReloaded: false });
  await expectFitsPhone(page);
  const download = page.waitForEvent('download');
  await page
    .getByRole('group', { name: 'Selected messages' })
    .getByRole('button', { name: 'Export CSV' })
    .click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(3);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare two exchanges' })).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
});

test('the log speaks Chinese', async ({ page, context }) => {
  await signIn(page, 'seller');
  const name = unique('Spoken');
  await calledAsset(page, name);
  await openLog(page, name);
  await page.getByRole('link', { name: 'newInstance' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'newInstance' })).toBeVisible();
  const message = page.url();
  await inChinese(context, page);
  await page.goto('/messages');
  await expect(page.getByRole('heading', { level: 1, name: '消息' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto(message);
  await expect(page.getByText('敏感信息已脱敏')).toBeVisible();
  await expectFitsPhone(page);
  await page.goto(`/messages/restart?id=${message.split('/').at(-1)}`);
  await expect(page.getByText('将发送 1 条消息')).toBeVisible();
  await expectFitsPhone(page);
});
