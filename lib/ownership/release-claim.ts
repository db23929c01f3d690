import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { requireNoBlocker } from '@/lib/websites/gather-website-facts';
import { lockWebsiteWithFacts, releaseHost } from '@/lib/websites/lock-website-with-facts';
import { releaseClaimSchema } from './schemas';

/**
 * Gives the website's host back, so that another organization can claim it. The website stays, unverified: no scan
 * and no change of its settings until somebody proves it again.
 * @param input `{ websiteId, typedHost }`
 * @throws AppError VALIDATION where the typed host is another; PRECONDITION_FAILED for an unverified or running
 *   website and for one that an asset under review uses; NOT_FOUND
 */
export async function releaseClaim(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'website.release');
  const { websiteId, typedHost } = parseInput(releaseClaimSchema, input);
  await inTransaction(async (tx) => {
    const now = context.clock.now();
    const { website, facts } = await lockWebsiteWithFacts(tx, scope, websiteId, now);
    requireNoBlocker('release', facts);
    if (typedHost.toLowerCase() !== website.host) {
      const fields = [
        { field: 'typedHost', message: 'ownership.hostNotTyped', values: { host: website.host } },
      ];
      throw new AppError('VALIDATION', { message: 'codes.VALIDATION', fields });
    }
    await releaseHost(tx, website, now);
    await recordAudit(tx, context, {
      event: 'website.claimReleased',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: websiteId },
      before: { host: website.host, verifiedAt: website.verifiedAt },
    });
  });
}
