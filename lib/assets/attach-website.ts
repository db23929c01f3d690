import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { holdWebsite } from '@/lib/websites/hold-website';
import { requireEditable } from './require-editable';
import { assetWebsiteSchema } from './schemas';
import { insertAssetWebsite, lockAsset, moveUpdatedAt } from './store';

/** Adds a website of the organization to the asset; doing it twice is doing it once. */
export async function attachWebsite(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'asset.edit');
  const { assetId, websiteId } = parseInput(assetWebsiteSchema, input);
  await inTransaction(async (tx) => {
    const asset = await lockAsset(tx, scope, assetId);
    requireEditable(asset);
    const { website } = await holdWebsite(tx, scope, websiteId, context.clock.now());
    if (!(await insertAssetWebsite(tx, asset.id, website.id, context.clock.now()))) return;
    await moveUpdatedAt(tx, asset.id, context.clock.now());
    await recordAudit(tx, context, {
      event: 'asset.websiteAdded',
      organizationId: scope.organizationId,
      subject: { type: 'asset', id: asset.id },
      after: { website: website.host },
    });
  });
}
