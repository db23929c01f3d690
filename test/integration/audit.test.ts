import { describe, expect, it } from 'vitest';
import { getAssetTimeline } from '@/lib/audit/get-asset-timeline';
import { recordAudit } from '@/lib/audit/record-audit';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import { newOrganization } from './setup/people';

describe('audit', () => {
  it('stands on the timeline of its asset, in its organization only', async () => {
    const ours = await newOrganization();
    const theirs = await newOrganization();
    const assetId = newId();
    await inTransaction((tx) =>
      recordAudit(tx, ours.as('EDITOR'), {
        event: 'asset.created',
        organizationId: ours.id,
        subject: { type: 'asset', id: assetId },
      }),
    );
    expect(
      (await getAssetTimeline(ours.as('VIEWER'), assetId)).map((entry) => [entry.event, entry.actorLabel]),
    ).toEqual([['asset.created', 'editor']]);
    expect(await getAssetTimeline(theirs.as('OWNER'), assetId)).toEqual([]);
  });

  it('cannot be changed or deleted, whatever the code does', async () => {
    const { as, id } = await newOrganization();
    const subject = { type: 'asset' as const, id: newId() };
    await inTransaction((tx) =>
      recordAudit(tx, as('OWNER'), { event: 'asset.created', organizationId: id, subject }),
    );
    await expect(
      database().auditEntry.updateMany({ where: { organizationId: id }, data: { event: 'x' } }),
    ).rejects.toThrow(/append-only/);
    await expect(database().auditEntry.deleteMany({ where: { organizationId: id } })).rejects.toThrow(
      /append-only/,
    );
  });
});
