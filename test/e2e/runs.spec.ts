import { demo, expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { switchFault } from './support/fake-seller';
import { addAsset, declareConnection } from './support/seller-steps';

test('everything is run by one button, graded, told part by part, and kept by address', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Everything');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await page.getByRole('button', { name: 'Run everything' }).click();
  const runs = page.locator('#runs');
  await expect(runs.getByText(/^All 36 passed/)).toBeVisible();
  await expectFitsPhone(page);
  await page.getByRole('link', { name: 'All results of this run' }).click();
  await page.waitForURL(/\/connection\/runs\/[0-9a-f-]{36}$/);
  const steps = runs.getByRole('list', { name: 'Steps of the flow' }).getByRole('listitem');
  await expect(steps).toHaveText([/^Subscribe/, /^Query/, /^Renew/, /^Freeze/, /^Unfreeze/, /^Release/]);
  await expect(runs.getByText('Nothing to fix. A: every test passed.')).toHaveCount(2);
  await runs.getByText('How the grade is found').click();
  await expect(runs.getByText('F: at least one critical failure.')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto(`${hub}/connection`);
  await switchFault('no-replay-protection', true);
  try {
    await page.getByRole('button', { name: 'Run everything' }).click();
    await expect(runs.getByText(/^1 of 36 failed/)).toBeVisible();
  } finally {
    await switchFault('no-replay-protection', false);
  }
  // The cause is told at once; the test that found it, with its calls, is on the page of the run.
  await expect(runs.getByText('The same call was accepted twice, with the same nonce.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All results of this run' }).click();
  const suite = page.locator('#run-adversarial');
  await expect(suite.getByText('The same call was accepted twice, with the same nonce.')).toBeVisible();
  await suite.getByText('Repeat the call replay').click();
  await expect(suite.getByText(/^curl /)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto(`${hub}/connection`);
  await page.getByRole('heading', { name: 'Last runs' }).click();
  const history = page.getByRole('table', { name: 'The last runs with their results' });
  await expect(history.getByRole('row')).toHaveCount(3);
  await history.getByRole('link').nth(1).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
  await expect(runs.getByText(/^All 36 passed/)).toBeVisible();
});

test('a run is cancelled while a seller keeps it waiting', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Cancelled');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await switchFault('slow', true);
  try {
    await page.getByRole('button', { name: 'Run everything' }).click();
    await expect(page.getByText(/Calling now: /)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(/^Cancelled: \d+ of 36 had passed/)).toBeVisible();
  } finally {
    await switchFault('slow', false);
  }
  await page.getByRole('link', { name: 'All results of this run' }).click();
  await expect(page.getByText('The run was cancelled before its turn came.').first()).toBeVisible();
});
