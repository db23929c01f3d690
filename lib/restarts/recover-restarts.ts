import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { HOUR_MS } from '@/lib/core/clock';
import { database, inTransaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { findMissingJobs } from '@/lib/jobs/find-missing-jobs';
import { restartJobKey } from './run-restart';
import { abandonRestart, findOpenRestarts } from './store';

/** One that our side could not end in this time will not be ended by trying more often. */
const GIVEN_UP_AFTER_MS = HOUR_MS;

/**
 * Gives unfinished restarts whose job has gone, or was given up after too many failures, a new one; after an hour what
 * is left of them is settled as not sent. Any number of workers may do this at once.
 * @param heldForMs the longest that a job of the queue is held
 * @returns how many were taken up again, and how many were given up
 */
export async function recoverRestarts(
  context: Context,
  heldForMs: number,
): Promise<{ resumed: number; abandoned: number }> {
  const scope = authoriseSystem(context);
  const now = context.clock.now();
  const open = await findOpenRestarts(database(), scope);
  const keys = open.map(({ id }) => restartJobKey(id));
  const missing = new Set(await findMissingJobs(database(), keys, heldForMs));
  const recovered = { resumed: 0, abandoned: 0 };
  for (const { id, createdAt } of open.filter((one) => missing.has(restartJobKey(one.id)))) {
    if (now.getTime() - createdAt.getTime() < GIVEN_UP_AFTER_MS) {
      await inTransaction((tx) =>
        addJob(tx, 'restart-messages', { restartId: id }, { key: restartJobKey(id) }),
      );
      recovered.resumed += 1;
    } else if (await inTransaction((tx) => abandonRestart(tx, scope, id, now))) recovered.abandoned += 1;
  }
  return recovered;
}
