import { describe, expect, it } from 'vitest';
import { chooseDefaultView } from '@/lib/assets/views/choose-default-view';
import { deleteView } from '@/lib/assets/views/delete-view';
import { listSavedViews } from '@/lib/assets/views/list-saved-views';
import { renameView } from '@/lib/assets/views/rename-view';
import { saveView } from '@/lib/assets/views/save-view';
import type { Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { SAVED_VIEW_NAME_LENGTH, SAVED_VIEWS_MAXIMUM } from '@/lib/core/policy';
import { removeMember } from '@/lib/people/remove-member';
import { newOrganization } from '../setup/people';

const save = async (context: Context, name: string, query: object = {}) =>
  (await saveView(context, { ...query, name })).viewId;

describe('a view of the asset list', () => {
  it('keeps filters and order under a name, for its member alone', async () => {
    const organization = await newOrganization();
    const viewer = organization.as('VIEWER');
    const query = { q: 'shop', status: 'DRAFT', expiry: 'ENDING', sort: 'name', direction: 'desc' };
    const id = await save(viewer, '  Drafts  ', { ...query, interfaces: 'no such state', page: '7' });
    expect(await listSavedViews(viewer)).toEqual([
      {
        ...{ id, name: 'Drafts', isDefault: false },
        query: { ...query, website: null, interfaces: null },
      },
    ]);
    for (const other of [organization.as('OWNER'), (await newOrganization()).as('VIEWER')]) {
      expect(await listSavedViews(other)).toEqual([]);
      for (const act of [
        () => renameView(other, { viewId: id, name: 'Mine' }),
        () => deleteView(other, { viewId: id }),
        () => chooseDefaultView(other, { viewId: id }),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await listSavedViews(viewer)).toMatchObject([{ name: 'Drafts', isDefault: false }]);
  });

  it('has a name of its own, in whichever case', async () => {
    const editor = (await newOrganization()).as('EDITOR');
    const id = await save(editor, 'Drafts');
    const taken = {
      code: 'VALIDATION',
      details: { fields: [{ field: 'name', message: 'assets.viewNameTaken' }] },
    };
    await expect(save(editor, 'DRAFTS')).rejects.toMatchObject(taken);
    const other = await save(editor, 'Expired');
    await expect(renameView(editor, { viewId: other, name: 'drafts' })).rejects.toMatchObject(taken);
    await renameView(editor, { viewId: id, name: 'drafts' });
    expect((await listSavedViews(editor)).map(({ name }) => name)).toEqual(['drafts', 'Expired']);
    for (const name of ['', ' \u200b ', 'a'.repeat(SAVED_VIEW_NAME_LENGTH + 1), '\ud800', 7])
      await expect(saveView(editor, { name })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(saveView(editor, { name: 'q', q: '\ud800' })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(saveView(editor, null)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('is the default of its member alone, at most one at a time', async () => {
    const organization = await newOrganization();
    const [editor, viewer] = [organization.as('EDITOR'), organization.as('VIEWER')];
    const readDefaults = async (context: Context) =>
      (await listSavedViews(context)).flatMap(({ name, isDefault }) => (isDefault ? [name] : []));
    await save(viewer, 'Theirs', { isDefault: 'true' });
    await save(editor, 'One', { isDefault: 'true' });
    const two = await save(editor, 'Two', { isDefault: 'true' });
    const three = await save(editor, 'Three');
    expect(await readDefaults(editor)).toEqual(['Two']);
    await Promise.all([three, two, three].map((viewId) => chooseDefaultView(editor, { viewId })));
    expect(await readDefaults(editor)).toHaveLength(1);
    await expect(chooseDefaultView(editor, { viewId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await readDefaults(editor)).toHaveLength(1);
    await chooseDefaultView(editor, { viewId: '' });
    expect(await readDefaults(editor)).toEqual([]);
    expect(await readDefaults(viewer)).toEqual(['Theirs']);
  });

  it('is one of a limited number, also when many are saved at once, and ends with the membership', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const saved = await Promise.allSettled(
      Array.from({ length: SAVED_VIEWS_MAXIMUM + 3 }, (_, index) => save(editor, `View ${index}`)),
    );
    const refused = saved.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
    const views = await listSavedViews(editor);
    expect(views).toHaveLength(SAVED_VIEWS_MAXIMUM);
    const viewId = views[0]?.id ?? '';
    await deleteView(editor, { viewId });
    await expect(deleteView(editor, { viewId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await save(editor, 'Again');
    await removeMember(organization.as('OWNER'), { userId: editor.actor.userId });
    expect(await listSavedViews(editor)).toEqual([]);
  });
});
