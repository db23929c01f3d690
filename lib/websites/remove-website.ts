import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { releaseOwnClaim } from './claims/store';
import { gatherWebsiteFacts, requireNoBlocker } from './gather-website-facts';
import { removeWebsiteSchema } from './schemas';
import { detachFromAssets, lockWebsite, updateWebsite } from './store';

/**
 * Removes a website: it leaves the assets that use it, and its host may be claimed again. Scans and audit stay.
 * @param input `{ websiteId }`
 * @throws AppError NOT_FOUND (also for the second of two at once); PRECONDITION_FAILED while it is scanned, or while
 *   an asset that uses it is under review (the assets are named)
 */
export async function removeWebsite(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'website.edit');
  const { websiteId } = parseInput(removeWebsiteSchema, input);
  await inTransaction(async (tx) => {
    const website = await lockWebsite(tx, scope, websiteId);
    const now = context.clock.now();
    requireNoBlocker('remove', await gatherWebsiteFacts(tx, scope, website, now));
    await updateWebsite(tx, website, { deletedAt: now }, now);
    await releaseOwnClaim(tx, website, now);
    await detachFromAssets(tx, website);
    const { organizationId } = scope;
    const { name, origin } = website;
    for (const { assetId } of website.assets)
      await recordAudit(tx, context, {
        event: 'asset.websiteRemoved',
        organizationId,
        subject: { type: 'asset', id: assetId },
        before: { name, origin },
      });
    await recordAudit(tx, context, {
      event: 'website.removed',
      organizationId,
      subject: { type: 'website', id: websiteId },
      before: { name, origin, assets: website.assets.map((asset) => asset.name) },
    });
  });
}
