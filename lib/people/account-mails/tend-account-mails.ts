import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS } from '@/lib/core/clock';
import { RESET_LINK_MINUTES } from '@/lib/core/policy';
import { queueAttempt } from './queue-account-mail';
import { deleteResetsBefore, findOverdueAccountMails } from './store';

const BATCH = 500;
/** A mail whose turn was so long ago has lost its job. */
const OVERDUE_MS = 15 * MINUTE_MS;

/** The schedule's turn: gives mails without a job a new one, and forgets requests that nobody could send in time. */
export async function tendAccountMails(context: Context): Promise<void> {
  const scope = authoriseSystem(context);
  const now = context.clock.now().getTime();
  await transact(context, async ({ tx }) => {
    await deleteResetsBefore(tx, scope, new Date(now - RESET_LINK_MINUTES * MINUTE_MS));
    const overdue = await findOverdueAccountMails(tx, scope, new Date(now - OVERDUE_MS), BATCH);
    for (const mailId of overdue) await queueAttempt(tx, mailId);
  });
}
