import type { Context, PlatformScope, TxContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { isAnyUniqueViolation } from '@/lib/db/client';
import { outlastOutage } from '@/lib/db/outlast-outage';
import type { Lease } from './long-work';
import { lockLease } from './store';

/**
 * Writes what belongs to long work, whole or not at all, and only while the lease holds.
 * @param write may be called again after an outage; ids of new rows are made before
 * @param silentSince for who takes it over: only if the execution has shown no sign of life since
 * @returns whether it was written
 */
export async function whileHeld(
  context: Context,
  scope: PlatformScope,
  lease: Lease & { silentSince?: Date },
  write: (inner: TxContext) => Promise<void>,
): Promise<boolean> {
  let tries = 0;
  return outlastOutage(async () => {
    tries += 1;
    try {
      return await transact(context, async (inner) => {
        if (!(await lockLease(inner.tx, scope, lease, lease.silentSince ?? null))) return false;
        await write(inner);
        return true;
      });
    } catch (error) {
      // The outage took the word that it was committed, not the rows.
      if (tries > 1 && isAnyUniqueViolation(error)) return true;
      throw error;
    }
  });
}
