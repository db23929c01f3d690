import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { SECOND_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { addWatches, endWatches, findDueWatches, renewWatches } from './watched-store';

/** New ones in one run; the next run takes the others. */
const NEW_AT_MOST = 500;
/** Looks in one run, of which there are four an hour, and how far apart: they are spread over the time until the next. */
const LOOKS_AT_MOST = 90;
const APART_MS = 10 * SECOND_MS;

/**
 * Keeps the list of what is approved, and queues a look at each website and interface whose time has come: the longest
 * waiting first, however often and by whomever it is called. What a run leaves, the next one takes.
 * @returns how many are new on the list, and how many looks were queued
 */
export async function watchDrift(context: Context): Promise<{ watched: number; looks: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'watch-drift', async () => {
    const now = context.clock.now();
    const db = database();
    await endWatches(db, scope);
    await renewWatches(db, scope, now);
    const watched = await addWatches(db, scope, { now, atMost: NEW_AT_MOST });
    const due = await findDueWatches(db, scope, { now, atMost: LOOKS_AT_MOST });
    await transact(context, async ({ tx }) => {
      for (const [index, watchId] of due.entries()) {
        const runAt = new Date(now.getTime() + index * APART_MS);
        await addJob(tx, 'look-for-drift', { watchId }, { key: `drift:${watchId}`, runAt });
      }
    });
    return { watched, looks: due.length };
  });
}
