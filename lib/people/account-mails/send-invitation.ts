import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { invitationInput } from '../schemas';
import { findMember, lockOrganization } from '../store';
import { queueInvitation } from './queue-account-mail';

const gone = (): never => {
  throw new AppError('NOT_FOUND', { message: 'people.memberNotFound' });
};

/**
 * Sends the invitation of a member again who has not been in the organization yet. What the mail holds, and so whether
 * they had an account, is between them and their mailbox.
 * @param desk `isMailOn` where a mail server is configured
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND, LIMIT_EXCEEDED, PRECONDITION_FAILED
 */
export async function sendInvitation(
  context: Context,
  input: unknown,
  desk: { isMailOn: boolean },
): Promise<void> {
  const scope = authorise(context, 'member.manage');
  const { userId } = parseInput(invitationInput, input);
  if (!desk.isMailOn) throw preconditionFailed('people.noMail');
  const { organizationId } = scope;
  await requireAttempt(context.clock, 'member.add', scope.userId, 'people.memberLimit');
  const { email } = (await findMember(database(), scope, userId)) ?? gone();
  const to = `${organizationId}\n${email}`;
  await requireAttempt(context.clock, 'invitation.send', to, 'people.invitationLimit');
  await inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const member = (await findMember(tx, scope, userId)) ?? gone();
    if (member.joinedAt !== null)
      throw preconditionFailed('people.hasJoined', { values: { name: member.name } });
    await queueInvitation(tx, { organizationId, userId, createdAt: context.clock.now() });
    await recordAudit(tx, context, {
      event: 'member.invitationSent',
      organizationId,
      subject: { type: 'user', id: userId },
    });
  });
}
