import type { MessageHead } from '../message-record';

/** What came of a message. A call of a diagnosis is made to be refused: it neither passes nor fails. */
export const MESSAGE_RESULTS = ['passed', 'failed', 'accepted', 'refused'] as const;
export type MessageResult = (typeof MESSAGE_RESULTS)[number];

export function messageResult({
  purpose,
  isPassed,
}: Pick<MessageHead, 'purpose' | 'isPassed'>): MessageResult {
  if (purpose === 'DIAGNOSIS') return isPassed ? 'accepted' : 'refused';
  return isPassed ? 'passed' : 'failed';
}
