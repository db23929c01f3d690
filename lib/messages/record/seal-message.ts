import type { NewMessage } from '../message-record';
import { type SealedAttempt, sealAttempt } from './seal-attempt';

export type SealedMessage = Omit<NewMessage, 'attempt'> & { attempt: SealedAttempt };

/**
 * A message as it may be written. It takes time that no transaction should wait for: call it before one.
 * @param secrets as of `sealAttempt`
 */
export async function sealMessage(
  { attempt, ...message }: NewMessage,
  secrets: readonly string[] = [],
): Promise<SealedMessage> {
  return { ...message, attempt: await sealAttempt(attempt, secrets) };
}
