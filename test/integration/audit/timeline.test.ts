import { describe, expect, it } from 'vitest';
import { getAssetTimeline } from '@/lib/audit/get-asset-timeline';
import { recordAudit } from '@/lib/audit/record-audit';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import { newOrganization } from '../setup/people';

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

  it('keeps the order of writing within one instant', async () => {
    const { as, id } = await newOrganization();
    const subject = { type: 'asset' as const, id: newId() };
    const events = ['asset.created', 'asset.websiteAdded', 'asset.updated', 'asset.websiteRemoved'] as const;
    await inTransaction(async (tx) => {
      for (const event of events) await recordAudit(tx, as('OWNER'), { event, organizationId: id, subject });
      await recordAudit(
        tx,
        as('OWNER'),
        events.map((event) => ({ event, organizationId: id, subject })),
      );
    });
    const timeline = await getAssetTimeline(as('VIEWER'), subject.id);
    expect(timeline.map(({ event }) => event)).toEqual([...events, ...events].reverse());
  });

  it('shows what happened to the websites of an asset, and nothing of another asset', async () => {
    const { as, id } = await newOrganization();
    const [assetId, other, websiteId] = [newId(), newId(), newId()];
    const entry = (about: string | null) => ({
      event: 'scan.requested' as const,
      organizationId: id,
      subject: { type: 'scan' as const, id: newId() },
      assetId: about,
      websiteId,
    });
    const verified = {
      event: 'website.verified' as const,
      organizationId: id,
      subject: { type: 'website' as const, id: websiteId },
    };
    await inTransaction((tx) =>
      recordAudit(tx, as('OWNER'), [verified, entry(null), entry(assetId), entry(other)]),
    );
    const readEvents = async (websiteIds: string[]) =>
      (await getAssetTimeline(as('VIEWER'), assetId, websiteIds)).map(({ event }) => event);
    expect(await readEvents([websiteId])).toEqual(['scan.requested', 'scan.requested', 'website.verified']);
    expect(await readEvents([])).toEqual(['scan.requested']);
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
