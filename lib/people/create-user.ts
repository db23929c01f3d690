import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatformOrSystem, type Context } from '@/lib/auth/actor';
import { generatePassword, hashPassword } from '@/lib/auth/hash-password';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { checkNewPassword } from './check-new-password';
import { type CreateUserInput, createUserInput } from './schemas';
import { findOrganizationsByName, insertMember, insertOrganization, insertUser } from './store';

export type CreatedUser = {
  userId: string;
  email: string;
  /** Shown once and stored nowhere; null when a password was given. */
  generatedPassword: string | null;
  organization: { id: string; isNew: boolean } | null;
};

/**
 * Creates an account, for the command line and administrators.
 * @throws AppError FORBIDDEN, VALIDATION, CONFLICT when the address has an account
 */
export async function createUser(context: Context, input: CreateUserInput): Promise<CreatedUser> {
  authorisePlatformOrSystem(context, 'user.manage');
  const { email, name, password, platformRoles, organization } = parseInput(createUserInput, input);
  if (password !== undefined) checkNewPassword(password, email, 'password');
  const generatedPassword = password === undefined ? generatePassword() : null;
  const passwordHash = await hashPassword(password ?? generatedPassword ?? '');
  const createdAt = context.clock.now();
  const userId = newId(createdAt.getTime());
  try {
    return await inTransaction(async (tx) => {
      await insertUser(tx, {
        id: userId,
        email,
        name,
        passwordHash,
        platformRoles: [...new Set(platformRoles)],
        createdAt,
      });
      await recordAudit(tx, context, {
        event: 'user.created',
        organizationId: null,
        subject: { type: 'user', id: userId },
        after: { email, name, platformRoles },
      });
      const joined = organization ? await join(tx, context, userId, organization) : null;
      return { userId, email, generatedPassword, organization: joined };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'User_email_key'))
      throw new AppError('CONFLICT', { message: 'people.emailTaken', values: { email } });
    throw error;
  }
}

async function join(
  tx: Transaction,
  context: Context,
  userId: string,
  organization: NonNullable<CreateUserInput['organization']>,
): Promise<{ id: string; isNew: boolean }> {
  const { name, role } = organization;
  const createdAt = context.clock.now();
  const known = await findOrganizationsByName(tx, name);
  if (known.length > 1)
    throw new AppError('CONFLICT', { message: 'people.organizationAmbiguous', values: { name } });
  const organizationId = known[0]?.id ?? newId(createdAt.getTime());
  if (known.length === 0) {
    await insertOrganization(tx, { id: organizationId, name, createdAt });
    await recordAudit(tx, context, {
      event: 'organization.created',
      organizationId,
      subject: { type: 'organization', id: organizationId },
      after: { name },
    });
  }
  await insertMember(tx, { organizationId, userId, role, createdAt });
  await recordAudit(tx, context, {
    event: 'member.added',
    organizationId,
    subject: { type: 'user', id: userId },
    after: { role },
  });
  return { id: organizationId, isNew: known.length === 0 };
}
