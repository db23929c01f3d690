import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS } from '@/lib/core/clock';
import { RESET_LINK_MINUTES } from '@/lib/core/policy';
import { noteFailedResets } from './note-failed-resets';
import { queueAttempt } from './queue-account-mail';
import { findOverdueAccountMails, takeResetsBefore } from './store';

const BATCH = 500;
/** A mail whose turn was so long ago has lost its job. */
const OVERDUE_MS = 15 * MINUTE_MS;

/** The schedule's turn: gives mails without a job a new one, and forgets requests that nobody could send in time. */
export async function tendAccountMails(context: Context): Promise<void> {
  const scope = authoriseSystem(context);
  const now = context.clock.now().getTime();
  await transact(context, async (inner) => {
    const { tx } = inner;
    const tooOld = new Date(now - RESET_LINK_MINUTES * MINUTE_MS);
    await noteFailedResets(inner, await takeResetsBefore(tx, scope, tooOld));
    const overdue = await findOverdueAccountMails(tx, scope, new Date(now - OVERDUE_MS), BATCH);
    for (const mailId of overdue) await queueAttempt(tx, mailId);
  });
}
