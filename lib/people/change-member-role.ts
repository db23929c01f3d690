import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { AppError, conflict, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { isLastOwner } from './rules/last-owner';
import { changeMemberRoleInput } from './schemas';
import { countOwners, findMember, lockOrganization, updateMemberRole } from './store';

/**
 * Gives a member another role. Giving the role they have changes nothing.
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND, CONFLICT with both roles, PRECONDITION_FAILED for the last owner
 */
export async function changeMemberRole(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'member.manage');
  const { userId, from, role } = parseInput(changeMemberRoleInput, input);
  await inTransaction(async (tx) => {
    await lockOrganization(tx, scope.organizationId);
    const member = await findMember(tx, scope, userId);
    if (!member) throw new AppError('NOT_FOUND', { message: 'people.memberNotFound' });
    if (member.role === role) return;
    if (member.role !== from)
      throw conflict('people.roleChangedElsewhere', {
        values: { name: member.name },
        data: { role: { yours: role, theirs: member.role } },
      });
    if (isLastOwner(member, await countOwners(tx, scope))) throw preconditionFailed('people.lastOwner');
    await updateMemberRole(tx, scope, userId, role);
    await recordAudit(tx, context, {
      event: 'member.roleChanged',
      organizationId: scope.organizationId,
      subject: { type: 'user', id: userId },
      before: { role: member.role },
      after: { role },
    });
  });
}
