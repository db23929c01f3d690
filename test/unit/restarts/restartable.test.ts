import { expect, it } from 'vitest';
import { MESSAGE_PURPOSES } from '@/lib/messages/message-record';
import { restartObstacle } from '@/lib/restarts/rules/restartable';

it('calls of a test, and those that were sent too often, cannot be restarted', () => {
  const never = MESSAGE_PURPOSES.filter((purpose) => restartObstacle({ purpose, attemptCount: 1 }) !== null);
  expect(never).toEqual(['ADVERSARIAL', 'DIAGNOSIS']);
  expect(restartObstacle({ purpose: 'CASE', attemptCount: 19 })).toBeNull();
  expect(restartObstacle({ purpose: 'CASE', attemptCount: 20 })).toBe('SENT_TOO_OFTEN');
});
