import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { findMaskedMessage } from '@/lib/messages/for-other-rooms';
import type { SignatureStages } from '@/lib/response-checks/signature/compare-stages';
import { findSignatureStages } from './find-signature-stages';

/**
 * The calculation behind a wrong signature of a message's newest attempt beside the right one, masked; null where there
 * is none to show.
 * @throws AppError NOT_FOUND
 */
export async function readSignatureStages(
  context: Context,
  messageId: string,
): Promise<SignatureStages | null> {
  const scope = authorise(context, 'message.view');
  const message = await findMaskedMessage(database(), scope, messageId);
  if (!message) throw notFound('message');
  return findSignatureStages(database(), scope, message, context.clock);
}
