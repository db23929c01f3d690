import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { AppError, forbidden, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { notify } from '@/lib/notices/notify';
import { transferOwnershipInput } from '../schemas';
import { findMember, getOrganizationName, lockOrganization, updateMemberRole } from '../store';

/**
 * Makes another member owner in one's own place: they become owner and oneself an editor, both or neither. The new owner is
 * told, by mail too.
 * @throws AppError FORBIDDEN, also where one is no owner any more, VALIDATION, NOT_FOUND, PRECONDITION_FAILED for
 *   somebody who has not joined yet or is an owner already, oneself included
 */
export async function transferOwnership(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'member.manage');
  const { userId } = parseInput(transferOwnershipInput, input);
  const { organizationId } = scope;
  await inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const own = await findMember(tx, scope, scope.userId);
    if (own?.role !== 'OWNER') throw forbidden('member.manage');
    const member = await findMember(tx, scope, userId);
    if (!member) throw new AppError('NOT_FOUND', { message: 'people.memberNotFound' });
    const { name } = member;
    if (member.role === 'OWNER') throw preconditionFailed('people.ownerAlready', { values: { name } });
    if (member.joinedAt === null) throw preconditionFailed('people.notJoined', { values: { name } });
    await updateMemberRole(tx, scope, userId, 'OWNER');
    await updateMemberRole(tx, scope, scope.userId, 'EDITOR');
    await notify(
      { ...context, tx },
      {
        kind: 'member.madeOwner',
        organizationId,
        key: newId(context.clock.now().getTime()),
        to: [userId],
        values: { organization: await getOrganizationName(tx, scope), by: own.name },
      },
    );
    await recordAudit(tx, context, {
      event: 'organization.ownershipTransferred',
      organizationId,
      subject: { type: 'organization', id: organizationId },
      before: { [own.email]: 'OWNER', [member.email]: member.role },
      after: { [own.email]: 'EDITOR', [member.email]: 'OWNER' },
    });
  });
}
