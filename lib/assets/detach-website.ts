import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { getWebsite } from '@/lib/websites/get-website';
import { requireEditable } from './require-editable';
import { assetWebsiteSchema } from './schemas';
import { lockAsset, removeAssetWebsite, touchAsset } from './store';

/** Takes a website off the asset; the website itself, its claim and its scans stay. */
export async function detachWebsite(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'asset.edit');
  const { assetId, websiteId } = parseInput(assetWebsiteSchema, input);
  const website = await getWebsite(context, websiteId);
  await inTransaction(async (tx) => {
    const asset = await lockAsset(tx, scope, assetId);
    requireEditable(asset);
    if (!(await removeAssetWebsite(tx, asset.id, website.id))) return;
    await touchAsset(tx, asset.id, context.clock.now());
    await recordAudit(tx, context, {
      event: 'asset.websiteRemoved',
      organizationId: scope.organizationId,
      subject: { type: 'asset', id: asset.id },
      before: { website: website.host },
    });
  });
}
