import { rescanFromList } from './support/bulk-steps';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { checkPassport } from './support/passport-steps';
import {
  addAndProveWebsite,
  addAsset,
  runSelfCheck,
  saveLogin,
  submit,
  testConnection,
} from './support/seller-steps';

test('a seller brings a clean asset from nothing to Approved', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Tally');
  const next = (name: string) => expect(page.getByRole('link', { name, exact: true }).last()).toBeVisible();
  await next('Add a website');
  await expectAccessible(page);
  const website = await addAndProveWebsite(page, hub, 'safe');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await saveLogin(page, website, 'safe');
  await next('Run the self-check');
  await expectAccessible(page);
  const report = await runSelfCheck(page, website);
  await next('Set up the connection');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await testConnection(page, hub, 'safe');
  await next('Review and submit');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await submit(page, hub, 'Approved');
  await expectAccessible(page);
  for (const path of [`${hub}/details`, `${hub}/websites`, `${hub}/self-check`, `${website}/scans`]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  await page.goto(hub);
  await page.reload();
  await expect(page.getByText('Approved', { exact: true }).first()).toBeVisible();
  await checkPassport(page, hub, 'pass');
  await page.goto(report);
  await expect(page.getByText(/Valid until/).first()).toBeVisible();

  await addAsset(page, 'Tally Draft');
  await rescanFromList(page, { scanned: 'Tally', skipped: 'Tally Draft' });
});
