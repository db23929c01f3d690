import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { editConflict } from '@/lib/core/edit-conflict';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { gatherWebsiteFacts, requireNoBlocker } from './gather-website-facts';
import { renameWebsiteSchema } from './schemas';
import { lockWebsite, updateWebsite } from './store';

/**
 * Changes what the team calls a website. Its address never changes: another address is another website.
 * @param input `{ websiteId, name, version }`
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED for an unverified or a running website; CONFLICT with both names
 */
export async function renameWebsite(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'website.edit');
  const { websiteId, name, version } = parseInput(renameWebsiteSchema, input);
  return inTransaction(async (tx) => {
    const website = await lockWebsite(tx, scope, websiteId);
    const now = context.clock.now();
    requireNoBlocker('rename', await gatherWebsiteFacts(tx, scope, website, now));
    const isCurrent = website.version === version;
    if (!isCurrent || !(await updateWebsite(tx, website, { name }, now))) {
      const fields = [{ field: 'name', yours: name, theirs: website.name }];
      throw editConflict('websites.changedMeanwhile', { version: website.version, changedBy: null, fields });
    }
    await recordAudit(tx, context, {
      event: 'website.renamed',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: websiteId },
      before: { name: website.name },
      after: { name },
    });
    return { version: version + 1 };
  });
}
