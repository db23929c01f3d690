import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { OpenedMessage } from './message-record';
import { openMessage } from './open-message';
import { findSealedMessage } from './store';

/**
 * One message with its newest attempt byte-exact: for rules and calls. A page shows `get-message.ts`, or asks for the
 * exact bytes through `reveal-message.ts`, which is audited.
 * @throws AppError NOT_FOUND
 */
export async function requireMessage(
  db: Database,
  scope: OrganizationScope,
  messageId: string,
): Promise<OpenedMessage> {
  const row = await findSealedMessage(db, scope, messageId);
  if (!row) throw notFound('message');
  return openMessage(row);
}
