import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { MESSAGE_DAYS } from '@/lib/core/policy';
import { inTransaction } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { deleteMessagesBefore, deleteRestartsBefore } from './retention/store';

/** A transaction stays short, however long nobody was there to run this. */
const BATCH = 500;

/**
 * Deletes the messages that were kept long enough, with their exchanges. Running it again, or twice at once, does nothing
 * more; the next run continues what an outage interrupted. Results of cases stay.
 * @returns how many it deleted
 */
export async function expireMessages(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'expire-messages', async () => {
    const before = new Date(context.clock.now().getTime() - MESSAGE_DAYS * DAY_MS);
    let deleted = 0;
    for (let batch = BATCH; batch === BATCH; deleted += batch)
      batch = await inTransaction((tx) => deleteMessagesBefore(tx, scope, { before, atMost: BATCH }));
    await inTransaction((tx) => deleteRestartsBefore(tx, scope, before));
    return { deleted };
  });
}
