import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findMessageHeads } from '@/lib/messages/for-other-rooms';
import type { AttemptRecord } from '@/lib/messages/message-record';
import { revealMessage } from '@/lib/messages/reveal-message';
import type { SignatureStages } from '@/lib/response-checks/signature/compare-stages';
import { stagesOfAttempt } from './find-signature-stages';

/**
 * An attempt byte for byte, secrets included, with the calculation behind a wrong signature, keys excluded. Audited, as
 * `revealMessage` is.
 * @throws AppError as `revealMessage` does
 */
export async function revealExchange(
  context: Context,
  messageId: string,
  attemptId?: string,
): Promise<{ attempt: AttemptRecord; stages: SignatureStages | null }> {
  const scope = authorise(context, 'message.reveal');
  const exact = await revealMessage(context, messageId, attemptId);
  const head = (await findMessageHeads(database(), scope, [messageId])).get(messageId);
  const stages =
    head &&
    (await stagesOfAttempt(
      database(),
      scope,
      { assetId: head.assetId, exact, isRevealed: true },
      context.clock,
    ));
  return { attempt: exact, stages: stages ?? null };
}
