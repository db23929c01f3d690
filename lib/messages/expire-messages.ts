import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { MESSAGE_DAYS } from '@/lib/core/policy';
import { database, inTransaction } from '@/lib/db/client';
import { recordScheduledRun } from '@/lib/jobs/record-scheduled-run';
import { deleteMessagesBefore, deleteRestartsBefore } from './retention/store';

/** A transaction stays short, however long nobody was there to run this. */
const BATCH = 500;

/**
 * Deletes the messages that were kept long enough, with their exchanges. Running it again, or twice at once, does nothing
 * more; what an outage interrupts, the next run goes on with. Results of cases stay.
 * @returns how many it deleted
 */
export async function expireMessages(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  const now = context.clock.now();
  const before = new Date(now.getTime() - MESSAGE_DAYS * DAY_MS);
  let deleted = 0;
  for (let batch = BATCH; batch === BATCH; deleted += batch)
    batch = await inTransaction((tx) => deleteMessagesBefore(tx, scope, { before, atMost: BATCH }));
  await inTransaction((tx) => deleteRestartsBefore(tx, scope, before));
  await recordScheduledRun(database(), scope, { name: 'expire-messages', at: now, outcome: { deleted } });
  return { deleted };
}
