import { AppError } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { spendCode } from './spend-code';

export const wrongCode = () =>
  new AppError('VALIDATION', {
    message: 'codes.VALIDATION',
    fields: [{ field: 'code', message: 'people.codeWrong' }],
  });

/** @throws AppError VALIDATION on `code` when it is wrong or was used */
export async function requireCode(tx: Transaction, userId: string, code: string, now: Date): Promise<void> {
  if ((await spendCode(tx, userId, code, now)) === null) throw wrongCode();
}
