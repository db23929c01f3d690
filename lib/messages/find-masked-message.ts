import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { MaskedMessage } from './message-record';
import { findSealedMessage } from './store';

/** One message with its newest attempt as anybody who sees the log may read it; null when it is gone. */
export async function findMaskedMessage(
  db: Database,
  scope: OrganizationScope,
  messageId: string,
): Promise<MaskedMessage | null> {
  const row = await findSealedMessage(db, scope, messageId);
  return row && { ...row.head, attempt: row.attempt.masked };
}
