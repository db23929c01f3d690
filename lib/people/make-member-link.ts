import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { issueLink, type PasswordLink } from './password-links/issue-link';
import { memberLinkInput } from './schemas';
import { findMember, lockOrganization } from './store';

/**
 * Makes the link with which somebody who was added to the organization sets their first password. Never for an account
 * that has another way in, or belongs to others too: an owner would take it over.
 * @throws AppError FORBIDDEN, VALIDATION, LIMIT_EXCEEDED, NOT_FOUND, PRECONDITION_FAILED
 */
export async function makeMemberLink(context: Context, input: unknown): Promise<PasswordLink> {
  const scope = authorise(context, 'member.manage');
  const { userId } = parseInput(memberLinkInput, input);
  await requireAttempt(context.clock, 'member.add', scope.userId, 'people.memberLimit');
  return inTransaction(async (tx) => {
    await lockOrganization(tx, scope.organizationId);
    const member = await findMember(tx, scope, userId);
    if (!member) throw new AppError('NOT_FOUND', { message: 'people.memberNotFound' });
    if (!member.isWaitingForPassword)
      throw preconditionFailed('people.hasSignIn', { values: { name: member.name } });
    return issueLink(tx, context, { userId, organizationId: scope.organizationId, purpose: 'HANDED' });
  });
}
