import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { queueDelivery } from './queue-delivery';
import { findOverdueDeliveries } from './store';

const BATCH = 500;
/** A delivery whose turn was so long ago has lost its job. */
const OVERDUE_MS = 15 * MINUTE_MS;

/** Gives deliveries that have lost their job a new one. @returns how many */
export async function reviveDeliveries(context: Context): Promise<{ revived: number }> {
  const scope = authoriseSystem(context);
  const before = new Date(context.clock.now().getTime() - OVERDUE_MS);
  const ids = await findOverdueDeliveries(database(), scope, before, BATCH);
  for (const id of ids) await transact(context, ({ tx }) => queueDelivery(tx, id));
  return { revived: ids.length };
}
