import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Person } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { type IdentityInput, identityInput } from './schemas';
import { findUserByEmail, findUserByIdentity, insertIdentity, insertUser, type UserRow } from './store';
import type { Visit } from './visit';

export type IdentityResult = { ok: true; userId: string } | { ok: false; reason: 'notVerified' | 'refused' };

/**
 * Who a person of the configured OpenID Connect provider is here. Known by issuer and subject, else by an address that
 * the provider has verified, else new: with an account, but in no organization until an owner adds them.
 */
export async function signInWithIdentity(visit: Visit, input: IdentityInput): Promise<IdentityResult> {
  const parsed = identityInput.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'notVerified' };
  try {
    return await inTransaction((tx) => identify(tx, visit, parsed.data));
  } catch (error) {
    // Two first sign-ins at once: the other one has just created what this one was about to.
    if (isUniqueViolation(error, 'User_email_key', 'Identity_pkey'))
      return inTransaction((tx) => identify(tx, visit, parsed.data));
    throw error;
  }
}

type Identity = z.output<typeof identityInput>;

async function identify(tx: Transaction, visit: Visit, identity: Identity): Promise<IdentityResult> {
  const { provider, subject, email, isEmailVerified } = identity;
  const known = await findUserByIdentity(tx, provider, subject);
  if (known) return answer(known);
  if (email === null || !isEmailVerified) return { ok: false, reason: 'notVerified' };

  const user = (await findUserByEmail(tx, email)) ?? (await create(tx, visit, { ...identity, email }));
  if (user.disabledAt !== null) return answer(user);
  await insertIdentity(tx, { provider, subject, userId: user.id, createdAt: visit.clock.now() });
  await recordAudit(tx, asThemselves(visit, user), {
    event: 'user.identityLinked',
    organizationId: null,
    subject: { type: 'user', id: user.id },
    after: { provider },
  });
  return answer(user);
}

const answer = (user: UserRow): IdentityResult =>
  user.disabledAt === null ? { ok: true, userId: user.id } : { ok: false, reason: 'refused' };

async function create(
  tx: Transaction,
  visit: Visit,
  { email, name, provider }: Identity & { email: string },
): Promise<UserRow> {
  const createdAt = visit.clock.now();
  const user = {
    id: newId(createdAt.getTime()),
    email,
    name: name || email,
    passwordHash: null,
    disabledAt: null,
  };
  await insertUser(tx, {
    id: user.id,
    email,
    name: user.name,
    passwordHash: null,
    platformRoles: [],
    createdAt,
  });
  await recordAudit(tx, asThemselves(visit, user), {
    event: 'user.created',
    organizationId: null,
    subject: { type: 'user', id: user.id },
    after: { email, name: user.name, provider },
  });
  return user;
}

/** Whoever signs in is the one who acts. */
function asThemselves(visit: Visit, user: { id: string; name: string }): Visit & { actor: Person } {
  return {
    ...visit,
    actor: { kind: 'person', userId: user.id, name: user.name, platformRoles: [], membership: null },
  };
}
