import pg from 'pg';
import { findText } from '../integration/setup/find-text';
import { demo, demoDatabaseUrl, expect, signIn, test } from './support/desk';
import { addAsset, declareConnection } from './support/seller-steps';

/** Everything of the demo's own database, by a connection beside the product's. */
async function findPlaces(text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: demoDatabaseUrl() });
  await client.connect();
  try {
    return await findText(text, async (sql, parameters) => (await client.query(sql, parameters)).rows);
  } finally {
    await client.end();
  }
}

test('an access key and a password stand nowhere in the database after they were used', async ({ page }) => {
  const planted = 'planted-access-key-9c41e0';
  await signIn(page, 'seller');
  const hub = await addAsset(page, 'Planted');
  await declareConnection(page, hub, demo().safe.productionUrl, planted);
  await page.getByRole('button', { name: 'Run everything' }).click();
  await expect(page.getByText(/Took /)).toBeVisible();
  expect(await findPlaces('newInstance')).not.toEqual([]);
  expect(await findPlaces(planted)).toEqual([]);
  expect(await findPlaces(demo().seller)).toEqual([]);
});
