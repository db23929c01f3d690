import type { Context, PlatformScope, TxContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { outlastOutage } from '@/lib/db/outlast-outage';
import type { Lease } from './long-work';
import { isCommitted, lockLease } from './store';

/**
 * Writes what belongs to long work, whole or not at all, and only while the lease holds.
 * @param write may be called again after an outage; ids of new rows are made before
 * @param lease.silentForMs for who takes it over: only if the execution has shown no sign of life for so long
 * @returns whether it was written
 */
export async function whileLeased(
  context: Context,
  scope: PlatformScope,
  lease: Lease & { silentForMs?: number },
  write: (inner: TxContext) => Promise<void>,
): Promise<boolean> {
  let begun: string | null = null;
  return outlastOutage(() =>
    transact(context, async (inner) => {
      const transaction = await lockLease(inner.tx, scope, lease, lease.silentForMs ?? null);
      // The outage may have taken the word that the try before was committed, and not what it wrote. While that one
      // is under way it holds the row.
      if (begun !== null && (await isCommitted(inner.tx, scope, begun))) return true;
      begun = transaction;
      if (transaction === null) return false;
      await write(inner);
      return true;
    }),
  );
}
