import type { PlatformScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';

/**
 * Deletes the oldest messages made before an instant, with their attempts. Rows that somebody else deletes now are
 * passed over, so that two may run at once.
 * @returns how many
 */
export function deleteMessagesBefore(
  tx: Transaction,
  _scope: PlatformScope,
  { before, atMost }: { before: Date; atMost: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "Message" WHERE "id" IN (
      SELECT "id" FROM "Message" WHERE "createdAt" < ${before}
      ORDER BY "createdAt", "id" LIMIT ${atMost} FOR UPDATE SKIP LOCKED)`;
}

/** Forgets who asked for which messages to be sent again, when those are gone. */
export function deleteRestartsBefore(tx: Transaction, _scope: PlatformScope, before: Date): Promise<number> {
  return tx.$executeRaw`DELETE FROM "MessageRestart" WHERE "createdAt" < ${before}`;
}
