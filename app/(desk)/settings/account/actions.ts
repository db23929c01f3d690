'use server';

import { formAction } from '@/app/form-action';
import { changePassword } from '@/lib/people/change-password';
import { revokeOtherSessions } from '@/lib/people/revoke-other-sessions';
import { revokeSession } from '@/lib/people/revoke-session';
import { confirmSecondStep } from '@/lib/people/second-step/confirm-second-step';
import { renewRecoveryCodes } from '@/lib/people/second-step/renew-recovery-codes';
import { startSecondStep } from '@/lib/people/second-step/start-second-step';
import { switchOffSecondStep } from '@/lib/people/second-step/switch-off-second-step';
import { drawQr } from './draw-qr';

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

/** The QR code is drawn here: the key goes to nobody else. */
export const startSecondStepAction = formAction('start-second-step', startSecondStep, {
  answer: ({ key, uri }) => ({ key, qr: drawQr(uri) }),
});

export const confirmSecondStepAction = formAction('confirm-second-step', confirmSecondStep, {
  answer: ({ recoveryCodes }) => ({ codes: recoveryCodes }),
});

export const renewRecoveryCodesAction = formAction('renew-recovery-codes', renewRecoveryCodes, {
  answer: ({ recoveryCodes }) => ({ codes: recoveryCodes }),
});

export const switchOffSecondStepAction = formAction('switch-off-second-step', switchOffSecondStep);
