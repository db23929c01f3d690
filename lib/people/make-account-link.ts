import { authorisePlatformOrSystem, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { issueLink, type PasswordLink } from './password-links/issue-link';
import { accountLinkInput } from './schemas';
import { findUserByEmail } from './store';

/**
 * Makes the link with which somebody sets a new password, for the command line and administrators. Until it is used,
 * the old password and the sessions stay.
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND
 */
export async function makeAccountLink(context: Context, input: unknown): Promise<PasswordLink> {
  authorisePlatformOrSystem(context, 'user.manage');
  const { email } = parseInput(accountLinkInput, input);
  return inTransaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (!user) throw notFound('user');
    return issueLink(tx, context, { userId: user.id, organizationId: null, purpose: 'HANDED' });
  });
}
