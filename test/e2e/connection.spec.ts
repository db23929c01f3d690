import { demo, expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { switchFault } from './support/fake-seller';
import { addAsset, declareConnection, runCases } from './support/seller-steps';

test('a fault of the interface is named with its bytes and its fix, and passes once it is fixed', async ({
  page,
}) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Faulty');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await expect(page.getByText('0 of 5 cases pass')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await switchFault('bom-in-body', true);
  try {
    await runCases(page, /of 5 failed|not run/);
    await page.getByRole('link', { name: 'newInstance' }).first().click();
    // The mistake in a sentence, where it is, KooGallery's words, the fix, and two ways to see it again.
    await expect(page.getByText(/byte order mark/i).first()).toBeVisible();
    await expect(page.getByText('Where it is seen')).toBeVisible();
    await expect(page.getByText(/Debugging failed\. Parse response body failed\./).first()).toBeVisible();
    await expect(page.getByText('How to fix it:').first()).toBeVisible();
    await expect(page.getByText(/^curl /).first()).toBeVisible();
    await page.getByText('Sign the call again and repeat it at any time').first().click();
    await expect(page.getByText(/ACCESS_KEY:\?/).first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  } finally {
    await switchFault('bom-in-body', false);
  }
  await page.goto(`${hub}/connection`);
  // Cases, lifecycle flow and adversarial suite in one click, all green.
  await page.getByRole('button', { name: 'Run everything' }).click();
  await expect(page.getByText(/^All \d\d passed/)).toBeVisible();
  await expect(page.getByText('5 of 5 cases pass')).toBeVisible();
});

test('a request is kept as a case, run, renamed and deleted', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Cases');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await page.goto(`${hub}/connection/newInstance`);
  await page
    .getByLabel('Begin with')
    .selectOption({ label: 'With buyerInfo and orderInfo (older revision)' });
  await expect(page.getByLabel(/^buyerInfo/)).toHaveValue(/customerName/);
  await page.getByLabel('Save as a new case').fill('Older revision');
  await page.getByRole('button', { name: 'Save as case' }).click();
  await page.waitForURL(/\?case=/);
  await expect(page.getByRole('heading', { name: 'Request of Older revision' })).toBeVisible();
  await page.getByRole('button', { name: 'Run Older revision' }).click();
  await expect(page.getByText('Debugging would succeed')).toBeVisible();
  await page.getByRole('heading', { name: 'Calls of this case' }).click();
  await expect(page.getByRole('table', { name: 'Calls of this case' }).getByText('Passed')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('With an order');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: 'Request of With an order' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.waitForURL(/newInstance$/);
  await expect(page.getByText('With an order')).toHaveCount(0);
});

test('an edit says what it reopens, and a replaced key is recognised until its overlap is ended', async ({
  page,
}) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Rotation');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await runCases(page);
  await page.getByRole('link', { name: 'Edit declaration' }).click();
  await page.getByLabel('Access key', { exact: true }).fill('the-next-access-key');
  await expect(page.getByText(/5 passed results become outdated/)).toBeVisible();
  await page.getByLabel('Recognise the replaced key for').selectOption({ label: '1 hour' });
  await page.getByRole('button', { name: 'Save declaration' }).click();
  await expect(page.getByText('The previous access key is still recognised')).toBeVisible();
  await expect(page.getByText('0 of 5 cases pass')).toBeVisible();
  await page.getByRole('button', { name: 'End the overlap' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the overlap' }).click();
  await expect(page.getByText('The previous access key is still recognised')).toHaveCount(0);
});

test('a product of V1.0 is tested with its own interfaces', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Older product');
  await page.goto(`${hub}/connection`);
  await page.getByLabel('V1.0', { exact: false }).check();
  await declareConnection(page, null, demo().safe.productionUrl, demo().accessKey);
  await runCases(page, /^All 4 passed/);
  await expect(page.getByRole('link', { name: 'expireInstance' }).first()).toBeVisible();
  await page.goto(`${hub}/connection/newInstance`);
  await expect(page.getByText(/The ciphertext has \d+ of 256 characters/).first()).toBeVisible();
  await expectAccessible(page);
});

test('a joint-operations product is tested with its kit interfaces too', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Joint product');
  await page.goto(`${hub}/connection`);
  await page.getByLabel('Joint operations', { exact: false }).check();
  await page.getByLabel('Access key of the kit interfaces').fill(demo().kitAccessKey);
  await page.getByLabel('Public key for clientSecret').fill(demo().kitPublicKey);
  await declareConnection(page, null, demo().safe.productionUrl, demo().accessKey);
  await runCases(page, /^All 10 passed/);
  await expect(page.getByText('10 of 10 cases pass')).toBeVisible();
  await page.goto(`${hub}/connection/allOrgSync`);
  await expect(page.getByText('Debugging would succeed')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  // Of a long row of tabs, the current one is seen.
  await page.setViewportSize({ width: 375, height: 800 });
  await page.reload();
  await expect(page.getByRole('link', { name: 'allOrgSync', exact: true })).toBeInViewport();
});

test('a wrong Body-Sign and a verifier that refuses right calls are shown step by step', async ({ page }) => {
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Stages');
  await declareConnection(page, hub, demo().safe.productionUrl, demo().accessKey);
  await switchFault('reserialised-verification', true);
  try {
    await runCases(page, /of 5 failed|not run/);
  } finally {
    await switchFault('reserialised-verification', false);
  }
  await page.goto(`${hub}/connection/newInstance`);
  await expect(page.getByRole('heading', { name: 'Step by step' })).toBeVisible();
  await expect(page.getByText('First difference')).toBeVisible();
  await expect(page.getByText('{accessKey}').first()).toBeVisible();
  expect(await page.content()).not.toContain(demo().accessKey);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('link', { name: 'Open in the message log' }).click();
  await expect(page.getByRole('heading', { name: 'Step by step' })).toBeVisible();
  await page.getByRole('button', { name: 'Reveal' }).click();
  await expect(page.getByText('These are the exact bytes')).toBeVisible();
  await expect(page.getByText('First difference')).toBeVisible();
  expect(await page.content()).not.toContain(demo().accessKey);
});

test('a wrong access key fails authentication, and never shows up again anywhere', async ({ page }) => {
  await signIn(page, 'seller');
  const planted = 'planted-access-key-5b1d7f';
  const hub = await addAsset(page, 'Wrong key');
  await declareConnection(page, hub, demo().safe.productionUrl, planted);
  await runCases(page, /of 5 failed|not run/);
  for (const path of ['', '/connection', '/connection/newInstance']) {
    await page.goto(hub + path);
    expect(await page.content()).not.toContain(planted);
  }
});
