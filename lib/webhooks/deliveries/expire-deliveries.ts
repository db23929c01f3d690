import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { DELIVERY_DAYS } from '@/lib/core/policy';
import { inTransaction } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { deleteDeliveriesBefore } from './store';

/** A transaction stays short, however long nobody was there to run this. */
const BATCH = 500;

/**
 * Deletes the deliveries that were kept long enough, with their attempts; what is still to be delivered stays. Running
 * it again, or twice at once, does nothing more.
 * @returns how many
 */
export async function expireDeliveries(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'expire-deliveries', async () => {
    const before = new Date(context.clock.now().getTime() - DELIVERY_DAYS * DAY_MS);
    let deleted = 0;
    for (let batch = BATCH; batch === BATCH; deleted += batch)
      batch = await inTransaction((tx) => deleteDeliveriesBefore(tx, scope, { before, atMost: BATCH }));
    return { deleted };
  });
}
