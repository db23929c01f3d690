import { describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { getAsset } from '@/lib/assets/get-asset';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { database } from '@/lib/db/client';
import { newOrganization } from '../setup/people';

const draft = async (name = 'Ledger') => {
  const organization = await newOrganization();
  const { id } = await createAsset(organization.as('EDITOR'), { category: 'SAAS', name });
  return { organization, id };
};

const audits = (id: string) =>
  database().auditEntry.count({ where: { subjectId: id, event: 'asset.updated' } });

describe('saving the details of an asset', () => {
  it('keeps the first of two saves at once and shows the other both values and who was faster', async () => {
    const { organization, id } = await draft();
    const save = (role: 'OWNER' | 'EDITOR', description: string) =>
      saveAssetDetails(organization.as(role), { assetId: id, version: 1, name: 'Ledger', description });
    const outcomes = await Promise.allSettled([
      save('OWNER', 'by the owner'),
      save('EDITOR', 'by the editor'),
    ]);
    const { description, version } = await getAsset(organization.as('VIEWER'), id);
    const [winner, loser] = description === 'by the owner' ? ['owner', 'editor'] : ['editor', 'owner'];
    expect(version).toBe(2);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        code: 'CONFLICT',
        details: {
          data: {
            version: 2,
            changedBy: winner,
            fields: [{ field: 'description', yours: `by the ${loser}`, theirs: `by the ${winner}` }],
          },
        },
      },
    });
    expect(await audits(id)).toBe(1);
  });

  it('writes nothing when nothing changed', async () => {
    const { organization, id } = await draft();
    const same = { assetId: id, version: 1, name: 'Ledger', description: '' };
    expect(await saveAssetDetails(organization.as('EDITOR'), same)).toMatchObject({ version: 1 });
    expect(await audits(id)).toBe(0);
  });

  it('refuses a name that another live asset has, in whichever case, and frees it by deletion', async () => {
    const { organization, id } = await draft();
    const editor = organization.as('EDITOR');
    const other = await createAsset(editor, { category: 'SAAS', name: 'Other' });
    const rename = { assetId: other.id, version: 1, name: 'LEDGER', description: '' };
    await expect(saveAssetDetails(editor, rename)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'name', message: 'assets.nameTaken' }] },
    });
    await deleteAsset(editor, id);
    expect(await saveAssetDetails(editor, rename)).toMatchObject({ version: 2 });
  });

  it('knows no asset of another organization and no viewer', async () => {
    const { organization, id } = await draft();
    const change = { assetId: id, version: 1, name: 'Taken over', description: '' };
    const stranger = (await newOrganization()).as('OWNER');
    await expect(saveAssetDetails(stranger, change)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(saveAssetDetails(organization.as('VIEWER'), change)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
