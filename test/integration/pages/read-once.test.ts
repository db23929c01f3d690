import { describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { getAsset } from '@/lib/assets/get-asset';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { requireAsset } from '@/lib/assets/store';
import { authorise, type Context } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import { type Reads, readEachOnce, readOnce } from '@/lib/db/read-once';
import { newOrganization } from '../setup/people';

/** The context of one page. */
const pageOf = (context: Context): Context => ({ ...context, reads: new Map() });

function countingReads() {
  const asked: unknown[] = [];
  const one = readOnce(async (_db, _scope: { reads?: Reads | undefined }, id: string, at?: Date) => {
    asked.push([id, at]);
    if (id === 'gone') throw new TypeError('gone');
    return { id };
  });
  const each = readEachOnce(async (_db, _scope: { reads?: Reads | undefined }, ids) => {
    asked.push(ids);
    return new Map(ids.filter((id) => id !== 'gone').map((id) => [id, id.toUpperCase()]));
  });
  return { asked, one, each };
}

describe('what several verbs of a page read', () => {
  it('is read once for each question, also where the answer is a failure', async () => {
    const { asked, one } = countingReads();
    const page = { reads: new Map() };
    const db = database();
    const [first, second] = await Promise.all([one(db, page, 'a'), one(db, page, 'a')]);
    expect(second).toBe(first);
    await one(db, page, 'b');
    await one(db, page, 'a', new Date(0));
    for (let time = 0; time < 2; time++) await expect(one(db, page, 'gone')).rejects.toThrow('gone');
    expect(asked).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['a', new Date(0)],
      ['gone', undefined],
    ]);
  });

  it('is asked for by id where it was not before, and not at all where nothing is wanted', async () => {
    const { asked, each } = countingReads();
    const page = { reads: new Map() };
    const db = database();
    expect(await each(db, page, [])).toEqual(new Map());
    expect(await each(db, page, ['a', 'a', 'gone'])).toEqual(new Map([['a', 'A']]));
    expect(await each(db, page, ['gone', 'b', 'a'])).toEqual(
      new Map([
        ['b', 'B'],
        ['a', 'A'],
      ]),
    );
    expect(asked).toEqual([['a', 'gone'], ['b']]);
  });

  it('is read every time outside of a page, and for every organization', async () => {
    const { asked, one, each } = countingReads();
    const reads: Reads = new Map();
    const db = database();
    for (const scope of [{}, {}, { reads, organizationId: 'x' }, { reads, organizationId: 'y' }]) {
      await one(db, scope, 'a');
      await each(db, scope, ['a']);
    }
    expect(asked).toHaveLength(8);
  });

  it('is what the next page and a transaction find, after somebody wrote', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id } = await createAsset(editor, { category: 'SAAS', name: 'Before' });
    const page = pageOf(editor);
    expect((await getAsset(page, id)).name).toBe('Before');
    await saveAssetDetails(editor, { assetId: id, version: 1, name: 'After', description: '' });
    expect((await getAsset(page, id)).name).toBe('Before');
    expect((await getAsset(pageOf(editor), id)).name).toBe('After');
    expect((await getAsset(editor, id)).name).toBe('After');
    await saveAssetDetails(page, { assetId: id, version: 2, name: 'Last', description: '' });
    const scope = authorise(page, 'asset.view');
    expect((await inTransaction((tx) => requireAsset(tx, scope, id))).name).toBe('Last');
  });
});
