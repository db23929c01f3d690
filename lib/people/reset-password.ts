import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatformOrSystem, type Context } from '@/lib/auth/actor';
import { generatePassword, hashPassword } from '@/lib/auth/hash-password';
import { conflict, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { checkNewPassword } from './check-new-password';
import { deletePasswordLinks } from './password-links/store';
import { tellOfPassword } from './password-links/tell-of-password';
import { resetPasswordInput } from './schemas';
import { findUserByEmail, replacePasswordHash, revokeSessions } from './store';

/**
 * Gives an account a new password and ends all its sessions and links, for the command line and administrators.
 * @returns the password that was made, shown once; null when one was given
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND
 */
export async function resetPassword(
  context: Context,
  input: { email: string; password?: string },
): Promise<{ generatedPassword: string | null }> {
  authorisePlatformOrSystem(context, 'user.manage');
  const { email, password } = parseInput(resetPasswordInput, input);
  if (password !== undefined) checkNewPassword(password, email, 'password');
  const generatedPassword = password === undefined ? generatePassword() : null;
  const hash = await hashPassword(password ?? generatedPassword ?? '');
  await inTransaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (!user) throw notFound('user');
    if (!(await replacePasswordHash(tx, user.id, user.passwordHash, hash))) throw conflict('codes.CONFLICT');
    await deletePasswordLinks(tx, user.id);
    await tellOfPassword({ ...context, tx }, user.id, 'ADMINISTRATOR');
    const ended = await revokeSessions(tx, { userId: user.id }, context.clock.now());
    await recordAudit(tx, context, {
      event: 'user.passwordReset',
      organizationId: null,
      subject: { type: 'user', id: user.id },
      after: { sessionsEnded: ended.length },
    });
  });
  return { generatedPassword };
}
