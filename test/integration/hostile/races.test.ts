import { describe, expect, it } from 'vitest';
import { attachWebsite } from '@/lib/assets/attach-website';
import { createAsset } from '@/lib/assets/create-asset';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { database, inTransaction } from '@/lib/db/client';
import { releaseClaim } from '@/lib/ownership/release-claim';
import { requestScan } from '@/lib/scans/request-scan';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import { removeWebsite } from '@/lib/websites/remove-website';
import { eventually } from '../setup/eventually';
import { newOrganization } from '../setup/people';
import { readyAsset, scannableWebsite } from '../setup/ready-asset';

/** How a verb ended: `DONE`, or the code of its error. */
const readEnd = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** Whether a query of this database waits for another one's lock. */
async function isSomebodyWaiting(): Promise<boolean> {
  const rows = await database().$queryRaw<{ waiting: bigint }[]>`
    SELECT count(*) AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return Number(rows[0]?.waiting ?? 0) > 0;
}

/** Lets `late` begin while the website's row is held, changes the row as `change` says, and tells how `late` ended. */
async function endAfter(
  websiteId: string,
  change: { deletedAt?: Date; verifiedAt: Date | null },
  late: () => Promise<unknown>,
): Promise<string> {
  const { end } = await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Website" WHERE "id" = ${websiteId}::uuid FOR UPDATE`;
    const end = readEnd(late());
    await eventually(isSomebodyWaiting);
    await tx.website.update({ where: { id: websiteId }, data: change });
    return { end };
  });
  return end;
}

describe('a website that is removed or given back at this very moment', () => {
  it('is not scanned', async () => {
    const organization = await newOrganization();
    const [removed, released] = [await scannableWebsite(organization), await scannableWebsite(organization)];
    const at = organization.clock.now();
    const scan = (id: string) => () => requestScan(organization.as('EDITOR'), id);
    expect(await endAfter(removed.id, { deletedAt: at, verifiedAt: at }, scan(removed.id))).toBe('NOT_FOUND');
    expect(await endAfter(released.id, { verifiedAt: null }, scan(released.id))).toBe('PRECONDITION_FAILED');
    expect(await database().scan.count({ where: { organizationId: organization.id } })).toBe(0);
  });

  it('is not added to an asset', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const website = await scannableWebsite(organization);
    const { id: assetId } = await createAsset(editor, { category: 'SAAS', name: 'Ledger' });
    const at = organization.clock.now();
    const attach = () => attachWebsite(editor, { assetId, websiteId: website.id });
    expect(await endAfter(website.id, { deletedAt: at, verifiedAt: at }, attach)).toBe('NOT_FOUND');
    expect(await database().assetWebsite.count({ where: { assetId } })).toBe(0);
  });

  it('is either scanned or given back', async () => {
    const organization = await newOrganization();
    const owner = organization.as('OWNER');
    const { id, host } = await scannableWebsite(organization);
    const ends = await Promise.all([
      readEnd(releaseClaim(owner, { websiteId: id, typedHost: host })),
      readEnd(requestScan(owner, id)),
    ]);
    expect(ends.sort()).toEqual(['DONE', 'PRECONDITION_FAILED']);
  });

  it('is either sent for review or removed', async () => {
    const organization = await newOrganization();
    const owner = organization.as('OWNER');
    const asset = await readyAsset(organization);
    const websiteId = asset.sites[0]?.id;
    const sent = submitForReview(owner, asset.id).then(
      ({ ok }) => ok,
      () => false,
    );
    const removed = readEnd(removeWebsite(owner, { websiteId })).then((end) => end === 'DONE');
    expect([await sent, await removed].sort()).toEqual([false, true]);
  });
});

describe('an asset that is submitted at this very moment', () => {
  it('has no connection run begun after it was sent', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const asset = await readyAsset(organization);
    const late = await inTransaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Asset" WHERE "id" = ${asset.id}::uuid FOR UPDATE`;
      const end = readEnd(requestConnectionRun(editor, { assetId: asset.id, items: null }));
      await eventually(isSomebodyWaiting);
      const at = organization.clock.now();
      const { userId } = editor.actor;
      await tx.submission.create({
        data: {
          id: asset.id,
          organizationId: organization.id,
          assetId: asset.id,
          number: 1,
          status: 'SCANNING',
          snapshot: {},
          submittedAt: at,
          createdById: userId,
          createdAt: at,
          statusSince: at,
        },
      });
      return { end };
    });
    expect(await late.end).toBe('PRECONDITION_FAILED');
    expect(await database().connectionRun.count({ where: { assetId: asset.id } })).toBe(0);
  });
});
