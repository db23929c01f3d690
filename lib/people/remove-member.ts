import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { deletePasswordLinks } from './password-links/store';
import { isLastOwner } from './rules/last-owner';
import { removeMemberInput } from './schemas';
import { countOwners, deleteMember, findMember, lockOrganization } from './store';

/**
 * Takes somebody out of the organization; their account and what they did stay. An invitation ends with its mail and
 * with the link that was made for it.
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND, PRECONDITION_FAILED for the last owner
 */
export async function removeMember(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'member.manage');
  const { userId } = parseInput(removeMemberInput, input);
  await inTransaction(async (tx) => {
    await lockOrganization(tx, scope.organizationId);
    const member = await findMember(tx, scope, userId);
    if (!member) throw new AppError('NOT_FOUND', { message: 'people.memberNotFound' });
    if (isLastOwner(member, await countOwners(tx, scope))) throw preconditionFailed('people.lastOwner');
    await deleteMember(tx, scope, userId);
    if (member.isWaitingForPassword) await deletePasswordLinks(tx, userId);
    await recordAudit(tx, context, {
      event: 'member.removed',
      organizationId: scope.organizationId,
      subject: { type: 'user', id: userId },
      before: { email: member.email, role: member.role },
    });
  });
}
