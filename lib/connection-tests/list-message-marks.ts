import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { findMaskedMessage } from '@/lib/messages/for-other-rooms';
import type { MarkExcerpt } from '@/lib/response-checks/mark-excerpt';
import { findMarks } from './find-marks';

/**
 * Where the proof of each explanation of a message's newest attempt is, masked, in their order; null where there is
 * no place to show.
 * @throws AppError NOT_FOUND
 */
export async function listMessageMarks(context: Context, messageId: string): Promise<(MarkExcerpt | null)[]> {
  const scope = authorise(context, 'message.view');
  const message = await findMaskedMessage(database(), scope, messageId);
  if (!message) throw notFound('message');
  return findMarks(database(), scope, message);
}
