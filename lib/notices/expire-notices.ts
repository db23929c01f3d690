import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { NOTICE_DAYS } from '@/lib/core/policy';
import { inTransaction } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { deleteMailsBefore } from './mail/store';
import { deleteEventsBefore } from './store';

/** A transaction stays short, however long nobody was there to run this. */
const BATCH = 500;

/**
 * Deletes the notices that were kept long enough, read or not, with what they tell of. Running it again, or twice at
 * once, does nothing more; the next run continues what an outage interrupted.
 * @returns of how many events
 */
export async function expireNotices(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'expire-notices', async () => {
    const before = new Date(context.clock.now().getTime() - NOTICE_DAYS * DAY_MS);
    let deleted = 0;
    for (let batch = BATCH; batch === BATCH; deleted += batch)
      batch = await inTransaction((tx) => deleteEventsBefore(tx, scope, { before, atMost: BATCH }));
    await inTransaction((tx) => deleteMailsBefore(tx, scope, before));
    return { deleted };
  });
}
