import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { forgetAttempts } from '@/lib/auth/count-attempt';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { transact } from '@/lib/auth/transact';
import { parseInput } from '@/lib/core/parse';
import { bothStepsInput } from '../schemas';
import { recordSecondStep } from './record-second-step';
import { requireCode } from './require-code';
import { requirePassword } from './require-password';
import { deleteSecondStep } from './store';

/**
 * Switches the second step off, with password and a code of the app or a recovery code.
 * @throws AppError VALIDATION, also where it is off, LIMIT_EXCEEDED
 */
export async function switchOffSecondStep(context: Context, input: unknown): Promise<void> {
  const { userId } = authoriseOwn(context);
  const { currentPassword, code } = parseInput(bothStepsInput, input);
  await requirePassword(context.clock, userId, currentPassword);
  await requireAttempt(context.clock, 'code.account', userId, 'people.codeLimit');
  await transact(context, async (inner) => {
    await requireCode(inner.tx, userId, code, context.clock.now());
    await deleteSecondStep(inner.tx, userId);
    await recordSecondStep(inner, userId, 'OFF');
  });
  await forgetAttempts('code.account', userId);
}
