import { forgetAttempts } from '@/lib/auth/count-attempt';
import { isRightPassword } from '@/lib/auth/hash-password';
import { requireAttempt } from '@/lib/auth/require-attempt';
import type { Clock } from '@/lib/core/clock';
import { AppError, notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { findUser, type UserRow } from '../store';

/**
 * Whether who is signed in knows their password: a browser that was left open is no proof of who sits at it.
 * @throws AppError LIMIT_EXCEEDED, VALIDATION on `currentPassword`
 */
export async function requirePassword(clock: Clock, userId: string, password: string): Promise<UserRow> {
  await requireAttempt(clock, 'password.change', userId, 'people.passwordLimit');
  const user = await findUser(database(), userId);
  if (!user) throw notFound('user');
  if (await isRightPassword(user.passwordHash, password)) {
    await forgetAttempts('password.change', userId);
    return user;
  }
  throw new AppError('VALIDATION', {
    message: 'codes.VALIDATION',
    fields: [{ field: 'currentPassword', message: 'people.password.wrong' }],
  });
}
