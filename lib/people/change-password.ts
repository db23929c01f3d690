import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { forgetAttempts } from '@/lib/auth/count-attempt';
import { hashPassword, isRightPassword } from '@/lib/auth/hash-password';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { AppError, conflict, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { checkNewPassword } from './check-new-password';
import { deletePasswordLinks } from './password-links/store';
import { tellOfPassword } from './password-links/tell-of-password';
import { changePasswordInput } from './schemas';
import { findUser, replacePasswordHash, revokeSessions } from './store';

/**
 * Changes one's own password and ends every other session and every link: whoever knew the old one is out.
 * @returns how many sessions were ended
 * @throws AppError VALIDATION, LIMIT_EXCEEDED, CONFLICT when it was changed elsewhere meanwhile
 */
export async function changePassword(
  context: Context,
  input: unknown,
  currentSessionId: string,
): Promise<{ sessionsEnded: number }> {
  const { userId } = authoriseOwn(context);
  const { currentPassword, newPassword } = parseInput(changePasswordInput, input);
  const user = await findUser(database(), userId);
  if (!user) throw notFound('user');
  checkNewPassword(newPassword, user.email, 'newPassword');

  await requireAttempt(context.clock, 'password.change', userId, 'people.passwordLimit');
  if (!(await isRightPassword(user.passwordHash, currentPassword)))
    throw new AppError('VALIDATION', {
      message: 'codes.VALIDATION',
      fields: [{ field: 'currentPassword', message: 'people.password.wrong' }],
    });
  if (currentPassword === newPassword)
    throw new AppError('VALIDATION', {
      message: 'codes.VALIDATION',
      fields: [{ field: 'newPassword', message: 'people.password.same' }],
    });

  const hash = await hashPassword(newPassword);
  const ended = await inTransaction(async (tx) => {
    if (!(await replacePasswordHash(tx, userId, user.passwordHash, hash)))
      throw conflict('people.passwordChangedElsewhere');
    await deletePasswordLinks(tx, userId);
    await tellOfPassword({ ...context, tx }, userId, 'OWN');
    const sessions = await revokeSessions(tx, { userId, except: currentSessionId }, context.clock.now());
    await recordAudit(tx, context, {
      event: 'user.passwordChanged',
      organizationId: null,
      subject: { type: 'user', id: userId },
      after: { sessionsEnded: sessions.length },
    });
    return sessions.length;
  });
  await forgetAttempts('password.change', userId);
  return { sessionsEnded: ended };
}
