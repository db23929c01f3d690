import { authorise, type Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { getWebsite, type WebsiteDetails } from '@/lib/websites/get-website';
import { CURRENT_AGREEMENT } from './rules/agreement';
import { findAcceptance } from './store';

/**
 * The website, where a scan of it may be asked for now: proven within 30 days, agreement accepted, none under way.
 * @throws AppError FORBIDDEN; NOT_FOUND; PRECONDITION_FAILED with the obstacle
 */
export async function requireScannable(context: Context, websiteId: string): Promise<WebsiteDetails> {
  authorise(context, 'scan.run');
  const website = await getWebsite(context, websiteId);
  const obstacle = website.obstacles.scan;
  if (obstacle) throw preconditionFailed(`websites.obstacles.${obstacle.code}`, { data: obstacle });
  if (!(await findAcceptance(database(), website, CURRENT_AGREEMENT)))
    throw preconditionFailed('ownership.check.AGREEMENT_NOT_ACCEPTED');
  return website;
}
