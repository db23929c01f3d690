import { expect, expectAccessible, expectFitsPhone, signIn, test } from './support/desk';
import { addAsset } from './support/seller-steps';

test('a viewer reads every page of an asset and is offered nothing that they may not do', async ({
  page,
  browser,
}) => {
  const ownContext = await browser.newContext();
  const owner = await ownContext.newPage();
  await signIn(owner, 'seller');
  // As long as a name can be, without a place to break it.
  const hub = await addAsset(owner, 'Readonly'.repeat(8));
  await ownContext.close();

  await signIn(page, 'viewer');
  await page.goto(hub);
  await expect(page.getByRole('button', { name: 'Submit for review' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  for (const section of ['', '/details', '/websites', '/self-check', '/connection']) {
    await page.goto(`${hub}${section}`);
    await expect(page.getByRole('link', { name: 'Add a website', exact: true })).toBeHidden();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
  await page.goto('/websites/new');
  await expect(page.getByText('Your role does not allow this.').first()).toBeVisible();
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
});
