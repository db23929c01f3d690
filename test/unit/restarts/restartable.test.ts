import { expect, it } from 'vitest';
import { MESSAGE_PURPOSES } from '@/lib/messages/message-record';
import { restartBlocker } from '@/lib/restarts/rules/restartable';

it('calls of a test, and those that were sent too often, cannot be restarted', () => {
  const never = MESSAGE_PURPOSES.filter((purpose) => restartBlocker({ purpose, attemptCount: 1 }) !== null);
  expect(never).toEqual(['ADVERSARIAL', 'DIAGNOSIS']);
  expect(restartBlocker({ purpose: 'CASE', attemptCount: 19 })).toBeNull();
  expect(restartBlocker({ purpose: 'CASE', attemptCount: 20 })).toBe('SENT_TOO_OFTEN');
});
