import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatformOrSystem, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { createOrganizationInput } from './schemas';
import { findUserByEmail, insertMember, insertOrganization } from './store';

/**
 * Creates an organization with its first owner: there is none without.
 * @throws AppError FORBIDDEN, VALIDATION, NOT_FOUND when the owner has no account
 */
export async function createOrganization(
  context: Context,
  input: unknown,
): Promise<{ organizationId: string }> {
  authorisePlatformOrSystem(context, 'user.manage');
  const { name, ownerEmail } = parseInput(createOrganizationInput, input);
  const createdAt = context.clock.now();
  const organizationId = newId(createdAt.getTime());
  await inTransaction(async (tx) => {
    const owner = await findUserByEmail(tx, ownerEmail);
    if (!owner) throw notFound('user');
    await insertOrganization(tx, { id: organizationId, name, createdAt });
    await recordAudit(tx, context, {
      event: 'organization.created',
      organizationId,
      subject: { type: 'organization', id: organizationId },
      after: { name },
    });
    await insertMember(tx, { organizationId, userId: owner.id, role: 'OWNER', createdAt });
    await recordAudit(tx, context, {
      event: 'member.added',
      organizationId,
      subject: { type: 'user', id: owner.id },
      after: { role: 'OWNER' },
    });
  });
  return { organizationId };
}
