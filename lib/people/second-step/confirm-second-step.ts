import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { forgetAttempts } from '@/lib/auth/count-attempt';
import { findTimeStep } from '@/lib/auth/one-time-code';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { transact } from '@/lib/auth/transact';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { confirmStepInput } from '../schemas';
import { recordSecondStep } from './record-second-step';
import { hashOfRecoveryCode, makeRecoveryCodes } from './recovery-codes';
import { wrongCode } from './require-code';
import { openStepKey } from './step-key';
import { confirmKey, findSecondStep, replaceRecoveryCodes } from './store';

/**
 * Switches the second step on with a first code of the app. Sessions that are open stay.
 * @returns the recovery codes, shown now only
 * @throws AppError VALIDATION, LIMIT_EXCEEDED, CONFLICT when it was not begun, or is on already
 */
export async function confirmSecondStep(
  context: Context,
  input: unknown,
): Promise<{ recoveryCodes: string[] }> {
  const { userId } = authoriseOwn(context);
  const { code } = parseInput(confirmStepInput, input);
  await requireAttempt(context.clock, 'code.account', userId, 'people.codeLimit');
  const now = context.clock.now();
  const codes = await transact(context, async (inner) => {
    const found = await findSecondStep(inner.tx, userId);
    if (!found || found.confirmedAt !== null) throw conflict('people.secondStepNotBegun');
    const key = await openStepKey(found.sealedKey, userId);
    const lastStep = key && findTimeStep(key, code.replace(/\s/g, ''), now);
    if (lastStep === null) throw wrongCode();
    const { sealedKey } = found;
    if (!(await confirmKey(inner.tx, { userId, sealedKey }, { lastStep, confirmedAt: now })))
      throw conflict('people.secondStepNotBegun');
    const recoveryCodes = makeRecoveryCodes();
    await replaceRecoveryCodes(inner.tx, userId, recoveryCodes.map(hashOfRecoveryCode));
    await recordSecondStep(inner, userId, 'ON');
    return { recoveryCodes };
  });
  await forgetAttempts('code.account', userId);
  return codes;
}
