import type { Locator, Page } from '@playwright/test';
import { expect, expectFitsPhone, signIn, test } from './support/desk';
import { addAsset } from './support/seller-steps';

const PHONE = { width: 375, height: 667 };

/** Whether all of it is within the window. */
async function expectWhole(page: Page, part: Locator): Promise<void> {
  await expect(part).toBeVisible();
  const box = await part.boundingBox();
  const { width, height } = page.viewportSize() ?? PHONE;
  expect(box && { left: box.x >= 0, top: box.y >= 0 }).toEqual({ left: true, top: true });
  expect(box && box.x + box.width).toBeLessThanOrEqual(width);
  expect(box && box.y + box.height).toBeLessThanOrEqual(height);
}

test('what is printed is the page alone, in front of the desk too', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await signIn(page, 'seller');
  for (const path of ['/', '/assets', '/toolkit', '/settings/account']) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(path);
    await expect(page.getByRole('banner')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('link', { name: 'Messages' })).toBeHidden();
  }
});

test('the sign-in page says in both languages that it needs JavaScript', async ({ browser }) => {
  for (const [locale, words] of [
    ['en-GB', /^Signing in needs JavaScript/],
    ['zh-CN', /^登录需要 JavaScript/],
  ] as const) {
    const context = await browser.newContext({ javaScriptEnabled: false, locale });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByText(words)).toBeVisible();
    await context.close();
  }
});

test('on a phone, the menu of the last row and a conflict are whole', async ({ page, browser }) => {
  await page.setViewportSize(PHONE);
  await signIn(page, 'seller');
  for (const name of ['Narrow one', 'Narrow two', 'Narrow three']) await addAsset(page, name);
  await page.goto('/assets');
  const buttons = page.getByRole('main').getByRole('button', { name: /^Actions/ });
  await buttons.last().scrollIntoViewIfNeeded();
  for (const button of [buttons.first(), buttons.last()]) {
    await button.click();
    const panel = page
      .locator('.floating')
      .filter({ has: page.getByRole('link', { name: 'Open' }), visible: true });
    await expectWhole(page, panel);
    await page.keyboard.press('Escape');
  }

  await page.getByRole('link', { name: 'Narrow three' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Narrow three' })).toBeVisible();
  await page.goto(`${page.url()}/details`);
  const other = await browser.newContext();
  const colleague = await other.newPage();
  await signIn(colleague, 'seller');
  await colleague.goto(page.url());
  for (const [who, text] of [
    [colleague, 'https://example.com/'.repeat(8)],
    [page, 'one word of nearly no length '.repeat(6)],
  ] as const) {
    await who.getByLabel('Description').fill(text);
    if (who === colleague) await expect(who.getByText(/^Saved/)).toBeVisible();
  }
  const caption = page.locator('caption:visible');
  await expect(caption).toBeVisible();
  const table = page.locator('table').filter({ has: caption });
  const [captionBox, tableBox] = [await caption.boundingBox(), await table.boundingBox()];
  expect(captionBox?.width).toBe(tableBox?.width);
  await expectFitsPhone(page);
  await other.close();
});
