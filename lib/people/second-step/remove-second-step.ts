import { authorisePlatformOrSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { notFound, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { accountLinkInput } from '../schemas';
import { findUserByEmail } from '../store';
import { recordSecondStep } from './record-second-step';
import { deleteSecondStep } from './store';

/**
 * Takes the second step off an account whose owner has lost device and recovery codes, for the command line and
 * administrators. The password stays, and the owner is told.
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND, PRECONDITION_FAILED where it is off
 */
export async function removeSecondStep(context: Context, input: unknown): Promise<void> {
  authorisePlatformOrSystem(context, 'user.manage');
  const { email } = parseInput(accountLinkInput, input);
  await transact(context, async (inner) => {
    const user = await findUserByEmail(inner.tx, email);
    if (!user) throw notFound('user');
    if (!(await deleteSecondStep(inner.tx, user.id))) throw preconditionFailed('people.secondStepOff');
    await recordSecondStep(inner, user.id, 'REMOVED');
  });
}
