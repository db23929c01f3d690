import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { MessageSummary } from './message-record';
import { findSummaries } from './store';

/** What a list shows of these messages, by id; one that is gone is absent. */
export async function findMessageSummaries(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<Map<string, MessageSummary>> {
  return new Map((await findSummaries(db, scope, ids)).map((summary) => [summary.id, summary]));
}
