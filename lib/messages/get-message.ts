import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { openEvidence } from './evidence';
import { findDetails, type LogRow } from './log/store';
import type { MaskedAttemptRecord } from './message-record';

export type MessageDetails = LogRow & {
  /** Newest first. */
  attempts: (MaskedAttemptRecord & {
    /** Whether the exact bytes can be revealed: not once the key that sealed them is gone. */
    isOpenable: boolean;
  })[];
};

/** One message with all its attempts, masked. @throws AppError NOT_FOUND */
export async function getMessage(context: Context, messageId: string): Promise<MessageDetails> {
  const scope = authorise(context, 'message.view');
  const found = await findDetails(database(), scope, messageId);
  if (!found) throw notFound('message');
  const attempts = found.attempts.map(async ({ masked, sealed }) => ({
    ...masked,
    isOpenable: (await openEvidence(masked.id, sealed)).ok,
  }));
  return { ...found.row, attempts: await Promise.all(attempts) };
}
