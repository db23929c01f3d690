import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { getWebsite } from '@/lib/websites/get-website';
import { rescansInput } from '../schemas';
import { putRescans } from './store';

/** Chooses when a website is scanned again by itself, or that it is not. @throws AppError VALIDATION, NOT_FOUND */
export async function saveRescans(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'scan.run');
  const { websiteId, daysBefore, hour, zone } = parseInput(rescansInput, input);
  const { host } = await getWebsite(context, websiteId);
  const time = daysBefore === null ? null : { daysBefore, hour, zone };
  await inTransaction(async (tx) => {
    await putRescans(tx, scope, { websiteId, time, savedAt: context.clock.now() });
    await recordAudit(tx, context, {
      event: 'scan.rescansSet',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: websiteId },
      after: { website: host, ...(time ?? { daysBefore: null }) },
    });
  });
}
