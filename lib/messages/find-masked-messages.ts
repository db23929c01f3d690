import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { MaskedMessage } from './message-record';
import { findMaskedRows } from './store';

/** These messages with their newest attempts as anybody who sees the log may read them; one that is gone is absent. */
export async function findMaskedMessages(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<MaskedMessage[]> {
  if (ids.length === 0) return [];
  return (await findMaskedRows(db, scope, ids)).map(({ head, attempt }) => ({ ...head, attempt }));
}
