import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { issueChallengeWithin } from '@/lib/ownership/issue-challenge-within';
import { addWebsite } from '@/lib/websites/add-website';
import type { Website } from '@/lib/websites/store';
import { attachWithin } from './attach-within';
import { assetWebsiteSchema } from './schemas';

/**
 * Adds a website to the organization and to one of its assets, with the verification file that comes next: all or
 * nothing, so that an asset that is not there leaves no website behind.
 * @param input `{ assetId, address, name? }`
 * @throws AppError as `addWebsite` and `attachWebsite` do
 */
export async function addWebsiteToAsset(context: Context, input: unknown): Promise<Website> {
  const scope = authorise(context, 'asset.edit');
  const { assetId } = parseInput(assetWebsiteSchema.pick({ assetId: true }), input);
  return addWebsite(context, input, async (tx, { id: websiteId }) => {
    await issueChallengeWithin({ ...context, tx }, scope, { websiteId });
    await attachWithin(tx, context, scope, { assetId, websiteId });
  });
}
