import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { feedInput } from '../schemas';
import { deleteFeed } from './store';

/** Ends one of one's own feeds: its address answers nobody any more. @throws AppError FORBIDDEN, NOT_FOUND */
export async function revokeFeed(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'calendar.subscribe');
  const { feedId } = parseInput(feedInput, input);
  await transact(context, async ({ tx }) => {
    const name = await deleteFeed(tx, scope, feedId);
    if (name === null) throw notFound('calendarFeed');
    await recordAudit(tx, context, {
      event: 'calendarFeed.revoked',
      organizationId: scope.organizationId,
      subject: { type: 'calendarFeed', id: feedId },
      before: { name },
    });
  });
}
