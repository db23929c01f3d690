import { recordAudit } from '@/lib/audit/record-audit';
import { hashPassword } from '@/lib/auth/hash-password';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { addressGroup } from '@/lib/auth/rules/attempt-limits';
import { preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { checkNewPassword } from './check-new-password';
import { hashOfToken } from './password-links/issue-link';
import { deletePasswordLink, deletePasswordLinks, findLinkedAccount } from './password-links/store';
import { tellOfPassword } from './password-links/tell-of-password';
import { setPasswordInput } from './schemas';
import { replacePasswordHash, revokeSessions } from './store';
import type { Visit } from './visit';

const unusable = () => preconditionFailed('people.linkUnusable');

/**
 * Sets a password with a one-time link and ends all sessions and all other links of the account. It opens none: who has the link proves
 * nothing about the address, and signs in like everybody.
 * @throws AppError VALIDATION, LIMIT_EXCEEDED, PRECONDITION_FAILED for a link that was used, replaced or never made,
 *   all in the same words
 */
export async function setPasswordByLink(visit: Visit, input: unknown): Promise<void> {
  const { token, newPassword } = parseInput(setPasswordInput, input);
  await requireAttempt(visit.clock, 'password.link', addressGroup(visit.address), 'people.linkLimit');
  const tokenHash = hashOfToken(token);
  const now = visit.clock.now();
  const account = await findLinkedAccount(database(), tokenHash, now);
  if (!account) throw unusable();
  const { id: userId, name, email, passwordHash } = account;
  checkNewPassword(newPassword, email, 'newPassword');
  const hash = await hashPassword(newPassword);
  await inTransaction(async (tx) => {
    if (!(await deletePasswordLink(tx, tokenHash))) throw unusable();
    if (!(await replacePasswordHash(tx, userId, passwordHash, hash))) throw unusable();
    await deletePasswordLinks(tx, userId);
    const ended = await revokeSessions(tx, { userId }, now);
    const actor = { kind: 'person', userId, name, platformRoles: [], membership: null } as const;
    await tellOfPassword({ ...visit, actor, tx }, userId, 'LINK');
    await recordAudit(
      tx,
      { ...visit, actor },
      {
        event: 'user.passwordSetByLink',
        organizationId: null,
        subject: { type: 'user', id: userId },
        after: { sessionsEnded: ended.length },
      },
    );
  });
}
