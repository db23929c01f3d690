import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { verifyPassport } from '@/lib/passport/verify-passport';
import { expect, expectAccessible, expectFitsPhone } from './desk';

/** Downloads the passport of the asset's first request and checks it with the key that is public, as a third person would. */
export async function checkPassport(page: Page, hub: string, event: string): Promise<void> {
  await page.goto(hub);
  await page
    .getByRole('link', { name: /^Request #1$/ })
    .first()
    .click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const link = page.getByRole('link', { name: 'Download passport' });
  await expect(link).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const download = page.waitForEvent('download');
  await link.click();
  const file = await readFile(await (await download).path());
  const { keys } = (await (await page.request.get('/.well-known/preflight-passport-keys')).json()) as {
    keys: { fingerprint: string }[];
  };
  expect(await verifyPassport(file, keys[0]?.fingerprint ?? '')).toMatchObject({
    state: 'VALID',
    isPinned: true,
    manifest: { event },
  });
  await page.goto('/settings/files');
  await expect(page.getByText(keys[0]?.fingerprint ?? 'a key', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
}
