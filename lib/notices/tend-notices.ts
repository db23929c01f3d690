import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { type HandOn, handOnNotices } from './hand-on-notices';
import { mailJobKey } from './mail/queue-mail';
import { sendDigests } from './mail/send-digests';
import { findOverdueMails } from './mail/store';
import { escalateEvents } from './store';

const BATCH = 500;
/** A mail whose turn was so long ago has lost its job. */
const OVERDUE_MS = 15 * MINUTE_MS;

/**
 * The schedule's turn: tells owners of what nobody has read, hands on what a lost job left, makes digests, and gives
 * mails without a job a new one. Each can be run twice, late or at the same time, and does what is due once.
 */
export async function tendNotices(
  context: Context,
  handOn: HandOn,
): Promise<{ escalated: number; digests: number; revived: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'tend-notices', async () => {
    const now = context.clock.now();
    let escalated = 0;
    for (let batch = BATCH; batch === BATCH; ) {
      const { looked, written } = await transact(context, ({ tx }) => escalateEvents(tx, now, BATCH));
      batch = looked;
      escalated += written;
    }
    await handOnNotices(context, handOn);
    const { digests } = await sendDigests(context);
    const overdue = handOn.isMailOn
      ? await findOverdueMails(database(), scope, new Date(now.getTime() - OVERDUE_MS), BATCH)
      : [];
    for (const mailId of overdue)
      await transact(context, ({ tx }) => addJob(tx, 'send-mail', { mailId }, { key: mailJobKey(mailId) }));
    return { escalated, digests, revived: overdue.length };
  });
}
