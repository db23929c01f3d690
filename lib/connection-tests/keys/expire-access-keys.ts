import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { deleteAllEndedKeys } from './store';

/**
 * Deletes the replaced access keys whose overlap is over, of every organization: they count for nothing by then, and
 * what is not stored cannot leak. Running it again, or twice at once, does nothing more.
 * @returns how many it deleted
 */
export async function expireAccessKeys(context: Context): Promise<{ deleted: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'expire-access-keys', async () => ({
    deleted: await deleteAllEndedKeys(database(), scope, context.clock.now()),
  }));
}
