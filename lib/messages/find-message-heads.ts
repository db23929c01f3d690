import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { MessageHead } from './message-record';
import { findHeads } from './store';

/** These messages without their exchanges, by id; one that is gone is absent. */
export async function findMessageHeads(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<Map<string, MessageHead>> {
  return new Map((await findHeads(db, scope, ids)).map((head) => [head.id, head]));
}
