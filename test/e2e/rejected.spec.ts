import { acceptEverything, appealByWorkbook, BLOCKING } from './support/appeal-steps';
import { askAndReply, writeAboutFinding } from './support/conversation-steps';
import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { revokeOneDecision, sendAgainWithMemory } from './support/memory-steps';
import { compareSecondOpinion, downloadReports } from './support/report-steps';
import {
  addAndProveWebsite,
  addAsset,
  runSelfCheck,
  saveLogin,
  submit,
  testConnection,
} from './support/seller-steps';

test('a vulnerable site ends Rejected with its proof, is appealed, and the decision is remembered', async ({
  page,
  browser,
}, info) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Tally Legacy');
  const website = await addAndProveWebsite(page, hub, 'vulnerable');
  await saveLogin(page, website, 'vulnerable');

  await page.goto(`${website}/scans`);
  await page.getByRole('button', { name: 'Run self-check' }).click();
  await page.waitForURL(/\/scans\/[0-9a-f-]{36}$/);
  await expectAccessible(page);
  await expect(page.getByRole('list', { name: 'Phases of the scan' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();

  const report = await runSelfCheck(page, website);
  const verdict = `${BLOCKING} confirmed high findings block release; clean in `;
  await expect(page.getByText(verdict)).toBeVisible();
  await page.getByRole('link', { name: /SQL injection in customer/ }).click();
  const panel = page.getByRole('complementary', { name: /SQL injection/ });
  await expect(panel.getByText('How to fix it')).toBeVisible();
  await expect(panel.getByText(/GET \/app\/invoices\?customer=/).first()).toBeVisible();
  await expect(panel.getByText(/You have an error in your SQL syntax/).first()).toBeVisible();
  await panel.getByRole('button', { name: /^Test again/ }).click();
  await expect(panel.getByText('Still there', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.goto(report);
  await downloadReports(page, 'SQL injection in customer');
  await compareSecondOpinion(page, browser, website);

  await testConnection(page, hub, 'vulnerable');
  await submit(page, hub, 'Rejected');
  await expectAccessible(page);
  const request = await appealByWorkbook(page, hub, info);
  await page.goto(request);
  await expect(page.getByText('Reviewing', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await writeAboutFinding(page, request);
  await askAndReply(page, browser, request);
  await acceptEverything(browser, 'Tally Legacy');
  await page.goto(request);
  await expect(page.getByText(`${BLOCKING} accepted`, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto(hub);
  await expect(page.getByText('Approved', { exact: true }).first()).toBeVisible();
  await sendAgainWithMemory(page, hub);
  await revokeOneDecision(page, browser, hub);
});
