import { MESSAGE_ATTEMPTS } from '@/lib/core/policy';
import type { MessageHead } from '@/lib/messages/message-record';

/** What is called as a test of misbehaviour, or to find a cause, means nothing outside of its test. */
const OF_A_TEST: readonly MessageHead['purpose'][] = ['ADVERSARIAL', 'DIAGNOSIS'];

/** Why a message can never be sent again, whatever the asset declares; null where it can. */
export function restartBlocker({
  purpose,
  attemptCount,
}: Pick<MessageHead, 'purpose' | 'attemptCount'>): 'NOT_A_CALL_OF_ITS_OWN' | 'SENT_TOO_OFTEN' | null {
  if (OF_A_TEST.includes(purpose)) return 'NOT_A_CALL_OF_ITS_OWN';
  return attemptCount >= MESSAGE_ATTEMPTS ? 'SENT_TOO_OFTEN' : null;
}
