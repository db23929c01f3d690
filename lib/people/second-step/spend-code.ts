import { findTimeStep } from '@/lib/auth/one-time-code';
import type { Transaction } from '@/lib/db/client';
import { hashOfRecoveryCode } from './recovery-codes';
import { openStepKey } from './step-key';
import { findSecondStep, spendRecoveryCode, spendTimeStep } from './store';

/** Uses up what was typed as the second step, which works once. @returns what it was; null when it is wrong or used */
export async function spendCode(
  tx: Transaction,
  userId: string,
  typed: string,
  now: Date,
): Promise<'CODE' | 'RECOVERY_CODE' | null> {
  const digits = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits))
    return (await spendRecoveryCode(tx, userId, hashOfRecoveryCode(typed))) ? 'RECOVERY_CODE' : null;
  const step = await findSecondStep(tx, userId);
  const key = step && (await openStepKey(step.sealedKey, userId));
  const at = key && findTimeStep(key, digits, now);
  return at !== null && (await spendTimeStep(tx, userId, at)) ? 'CODE' : null;
}
