import { describe, expect, it } from 'vitest';
import { addWebsiteToAsset } from '@/lib/assets/add-website-to-asset';
import { createAsset } from '@/lib/assets/create-asset';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { newOrganization } from '../setup/people';
import { newHost } from '../websites/rows';

const countWebsites = (organizationId: string) => database().website.count({ where: { organizationId } });

describe('adding a website to an asset', () => {
  it('adds it to both, with the verification file that comes next', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id: assetId } = await createAsset(editor, { category: 'SAAS', name: 'Ledger' });
    const { id: websiteId } = await addWebsiteToAsset(editor, { assetId, address: newHost() });
    expect(await database().assetWebsite.count({ where: { assetId, websiteId } })).toBe(1);
    expect(await database().ownershipChallenge.count({ where: { websiteId } })).toBe(1);
    const events = await database().auditEntry.findMany({
      where: { subjectId: { in: [assetId, websiteId] } },
    });
    expect(events.map(({ event }) => event).sort()).toEqual([
      'asset.created',
      'asset.websiteAdded',
      'website.added',
      'website.challengeIssued',
    ]);
  });

  it.each([
    ['another organization', 'NOT_FOUND'],
    ['nobody', 'NOT_FOUND'],
    ['somebody who deleted it', 'NOT_FOUND'],
  ])('adds nothing when the asset is that of %s', async (whose, code) => {
    const organization = await newOrganization();
    const other = await newOrganization();
    const editor = organization.as('EDITOR');
    let assetId = newId();
    if (whose === 'another organization')
      assetId = (await createAsset(other.as('EDITOR'), { category: 'SAAS', name: 'Theirs' })).id;
    if (whose === 'somebody who deleted it') {
      assetId = (await createAsset(editor, { category: 'SAAS', name: 'Gone' })).id;
      await database().asset.update({
        where: { id: assetId },
        data: { deletedAt: organization.clock.now() },
      });
    }
    const adding = addWebsiteToAsset(editor, { assetId, address: newHost() });
    await expect(adding).rejects.toMatchObject({ code });
    expect(await countWebsites(organization.id)).toBe(0);
    const audits = { organizationId: organization.id, event: 'website.added' };
    expect(await database().auditEntry.count({ where: audits })).toBe(0);
  });

  it('adds nothing for an id that is none, nor for a viewer', async () => {
    const organization = await newOrganization();
    const address = newHost();
    await expect(
      addWebsiteToAsset(organization.as('EDITOR'), { assetId: 'x', address }),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(
      addWebsiteToAsset(organization.as('VIEWER'), { assetId: newId(), address }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await countWebsites(organization.id)).toBe(0);
  });
});
