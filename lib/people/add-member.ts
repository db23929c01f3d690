import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { conflict } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { queueInvitation } from './account-mails/queue-account-mail';
import { addMemberInput } from './schemas';
import { findMember, findUserByEmail, insertMember, insertUser, lockOrganization } from './store';

/**
 * Puts somebody into the organization by their address. The answer is the same whether they had an account or not:
 * a new account has no password, and is entered through OpenID Connect or after an administrator has set one.
 * @param desk `isMailOn` where a mail server is configured: the invitation goes out by mail, to whoever it is
 * @throws AppError FORBIDDEN, VALIDATION, LIMIT_EXCEEDED, CONFLICT when they are a member already
 */
export async function addMember(
  context: Context,
  input: unknown,
  desk: { isMailOn: boolean } = { isMailOn: false },
): Promise<{ userId: string }> {
  const scope = authorise(context, 'member.manage');
  const { email, role } = parseInput(addMemberInput, input);
  await requireAttempt(context.clock, 'member.add', scope.userId, 'people.memberLimit');
  const to = `${scope.organizationId}\n${email}`;
  if (desk.isMailOn) await requireAttempt(context.clock, 'invitation.send', to, 'people.invitationLimit');
  const add = () => inTransaction((tx) => join(tx, context, scope, { email, role, ...desk }));
  try {
    return await add();
  } catch (error) {
    // Another organization has created the same account meanwhile: now it is found.
    if (isUniqueViolation(error, 'User_email_key')) return add();
    throw error;
  }
}

async function join(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  { email, role, isMailOn }: z.output<typeof addMemberInput> & { isMailOn: boolean },
): Promise<{ userId: string }> {
  const { organizationId } = scope;
  await lockOrganization(tx, organizationId);
  const userId = (await findUserByEmail(tx, email))?.id ?? (await createAccount(tx, context, email));
  if (await findMember(tx, scope, userId)) throw conflict('people.alreadyMember', { values: { email } });
  const createdAt = context.clock.now();
  await insertMember(tx, { organizationId, userId, role, createdAt });
  if (isMailOn) await queueInvitation(tx, { organizationId, userId, createdAt });
  await recordAudit(tx, context, {
    event: 'member.added',
    organizationId,
    subject: { type: 'user', id: userId },
    after: { email, role },
  });
  return { userId };
}

async function createAccount(tx: Transaction, context: Context, email: string): Promise<string> {
  const createdAt = context.clock.now();
  const id = newId(createdAt.getTime());
  await insertUser(tx, { id, email, name: email, passwordHash: null, platformRoles: [], createdAt });
  await recordAudit(tx, context, {
    event: 'user.created',
    organizationId: null,
    subject: { type: 'user', id },
    after: { email },
  });
  return id;
}
