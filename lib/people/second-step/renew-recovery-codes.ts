import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { forgetAttempts } from '@/lib/auth/count-attempt';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { transact } from '@/lib/auth/transact';
import { parseInput } from '@/lib/core/parse';
import { bothStepsInput } from '../schemas';
import { recordSecondStep } from './record-second-step';
import { hashOfRecoveryCode, makeRecoveryCodes } from './recovery-codes';
import { requireCode } from './require-code';
import { requirePassword } from './require-password';
import { replaceRecoveryCodes } from './store';

/**
 * Makes new recovery codes in place of all before, with password and code.
 * @returns the codes, shown now only
 * @throws AppError VALIDATION, also where the second step is off, LIMIT_EXCEEDED
 */
export async function renewRecoveryCodes(
  context: Context,
  input: unknown,
): Promise<{ recoveryCodes: string[] }> {
  const { userId } = authoriseOwn(context);
  const { currentPassword, code } = parseInput(bothStepsInput, input);
  await requirePassword(context.clock, userId, currentPassword);
  await requireAttempt(context.clock, 'code.account', userId, 'people.codeLimit');
  const codes = await transact(context, async (inner) => {
    await requireCode(inner.tx, userId, code, context.clock.now());
    const recoveryCodes = makeRecoveryCodes();
    await replaceRecoveryCodes(inner.tx, userId, recoveryCodes.map(hashOfRecoveryCode));
    await recordSecondStep(inner, userId, 'CODES');
    return { recoveryCodes };
  });
  await forgetAttempts('code.account', userId);
  return codes;
}
