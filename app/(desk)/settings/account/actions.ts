'use server';

import { formAction } from '@/app/form-action';
import { changePassword } from '@/lib/people/change-password';
import { revokeOtherSessions } from '@/lib/people/revoke-other-sessions';
import { revokeSession } from '@/lib/people/revoke-session';

export const changePasswordAction = formAction(
  'change-password',
  (context, input: unknown) => changePassword(context, input, context.sessionId),
  { answer: ({ sessionsEnded }) => ({ count: sessionsEnded }) },
);

export const revokeSessionAction = formAction('revoke-session', revokeSession, {
  answer: ({ count }) => ({ count }),
});

export const revokeOtherSessionsAction = formAction(
  'revoke-other-sessions',
  (context) => revokeOtherSessions(context, context.sessionId),
  { answer: ({ count }) => ({ count }) },
);
