import type { MessageHead } from '@/lib/messages/message-record';

/** What is called as a test of misbehaviour, or to find a cause, means nothing outside of its test. */
const OF_A_TEST: readonly MessageHead['purpose'][] = ['ADVERSARIAL', 'DIAGNOSIS'];

/** A page shows all attempts of a message, and each holds up to a megabyte of an answer. */
const MOST_ATTEMPTS = 20;

/** Why a message can never be sent again, whatever the asset declares; null where it can. */
export function restartObstacle({
  purpose,
  attemptCount,
}: Pick<MessageHead, 'purpose' | 'attemptCount'>): 'NOT_A_CALL_OF_ITS_OWN' | 'SENT_TOO_OFTEN' | null {
  if (OF_A_TEST.includes(purpose)) return 'NOT_A_CALL_OF_ITS_OWN';
  return attemptCount >= MOST_ATTEMPTS ? 'SENT_TOO_OFTEN' : null;
}
