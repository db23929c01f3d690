import type { OrganizationScope, Scope } from '@/lib/auth/actor';
import type { OrganizationRole, PlatformRole } from '@/lib/auth/rules/permissions';
import type { Database, Transaction } from '@/lib/db/client';
import { readEachOnce } from '@/lib/db/read-once';
import type { MailStatus } from './account-mails/store';

export type UserRow = {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  disabledAt: Date | null;
};
export type MemberRow = {
  userId: string;
  name: string;
  email: string;
  role: OrganizationRole;
  createdAt: Date;
  /** When they first worked in the organization; null: not yet. */
  joinedAt: Date | null;
  /** The mail that invited them, if one did. */
  invitation: { status: MailStatus; createdAt: Date; endedAt: Date | null } | null;
  /** Nobody has ever signed in with this account, and there is no way to: it was made when the person was added. */
  isWaitingForPassword: boolean;
};
export type SessionRow = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  lastSeenAt: Date;
  revokedAt: Date | null;
  address: string | null;
  userAgent: string | null;
};

const userColumns = { id: true, email: true, name: true, passwordHash: true, disabledAt: true } as const;

/** Before sign-in nobody has a scope: these look an account up by what its owner presents. */
export const findUserByEmail = (db: Database, email: string): Promise<UserRow | null> =>
  db.user.findUnique({ where: { email }, select: userColumns });

export const findUser = (db: Database, id: string): Promise<UserRow | null> =>
  db.user.findUnique({ where: { id }, select: userColumns });

export async function findUserByIdentity(
  db: Database,
  provider: string,
  subject: string,
): Promise<UserRow | null> {
  const identity = await db.identity.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { user: { select: userColumns } },
  });
  return identity?.user ?? null;
}

export async function insertUser(
  tx: Transaction,
  user: Omit<UserRow, 'disabledAt'> & { platformRoles: PlatformRole[]; createdAt: Date },
): Promise<void> {
  await tx.user.create({ data: user });
}

export async function insertIdentity(
  tx: Transaction,
  identity: { provider: string; subject: string; userId: string; createdAt: Date },
): Promise<void> {
  await tx.identity.create({ data: identity });
}

/** Sets a password if the old one is unchanged. @returns whether it did */
export async function replacePasswordHash(
  db: Database,
  userId: string,
  from: string | null,
  to: string,
): Promise<boolean> {
  const { count } = await db.user.updateMany({
    where: { id: userId, passwordHash: from },
    data: { passwordHash: to },
  });
  return count === 1;
}

export async function insertOrganization(
  tx: Transaction,
  organization: { id: string; name: string; createdAt: Date },
): Promise<void> {
  await tx.organization.create({ data: organization });
}

/** At most two: one is an answer, two are a question. */
export async function getOrganizationName(
  db: Database,
  { organizationId }: OrganizationScope,
): Promise<string> {
  const { name } = await db.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { name: true },
  });
  return name;
}

export const findOrganizationsByName = (db: Database, name: string): Promise<{ id: string }[]> =>
  db.organization.findMany({ where: { name }, select: { id: true }, take: 2 });

/** Changes of who belongs to an organization wait for each other, so that two of them cannot remove its last owners. */
export async function lockOrganization(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR UPDATE`;
}

export async function insertMember(
  tx: Transaction,
  member: { organizationId: string; userId: string; role: OrganizationRole; createdAt: Date },
): Promise<void> {
  await tx.member.create({ data: member });
}

const memberColumns = {
  userId: true,
  role: true,
  createdAt: true,
  joinedAt: true,
  invitation: { select: { status: true, createdAt: true, endedAt: true } },
  user: {
    select: {
      name: true,
      email: true,
      passwordHash: true,
      platformRoles: true,
      disabledAt: true,
      _count: { select: { members: true, sessions: true, identities: true } },
    },
  },
} as const;

type MemberRecord = Pick<MemberRow, 'userId' | 'role' | 'createdAt' | 'joinedAt' | 'invitation'> & {
  user: {
    name: string;
    email: string;
    passwordHash: string | null;
    platformRoles: PlatformRole[];
    disabledAt: Date | null;
    _count: { members: number; sessions: number; identities: number };
  };
};
const toMember = ({ user, ...member }: MemberRecord): MemberRow => ({
  ...member,
  name: user.name,
  email: user.email,
  isWaitingForPassword:
    user.passwordHash === null &&
    user.disabledAt === null &&
    user.platformRoles.length === 0 &&
    user._count.members === 1 &&
    user._count.sessions === 0 &&
    user._count.identities === 0,
});

/** By name. */
export async function findMembers(db: Database, scope: OrganizationScope): Promise<MemberRow[]> {
  const rows = await db.member.findMany({
    where: { organizationId: scope.organizationId },
    select: memberColumns,
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
  });
  return rows.map(toMember);
}

export async function findMember(
  db: Database,
  scope: OrganizationScope,
  userId: string,
): Promise<MemberRow | null> {
  const row = await db.member.findUnique({
    where: { organizationId_userId: { organizationId: scope.organizationId, userId } },
    select: memberColumns,
  });
  return row && toMember(row);
}

/** Owners who have been there. */
export const countOwners = (db: Database, { organizationId }: OrganizationScope): Promise<number> =>
  db.member.count({ where: { organizationId, role: 'OWNER', joinedAt: { not: null } } });

export async function updateMemberRole(
  tx: Transaction,
  scope: OrganizationScope,
  userId: string,
  role: OrganizationRole,
): Promise<void> {
  await tx.member.update({
    where: { organizationId_userId: { organizationId: scope.organizationId, userId } },
    data: { role },
  });
}

export async function deleteMember(tx: Transaction, scope: OrganizationScope, userId: string): Promise<void> {
  await tx.member.delete({
    where: { organizationId_userId: { organizationId: scope.organizationId, userId } },
  });
}

/** Writes when somebody first works in an organization. */
export async function markJoined(
  db: Database,
  { organizationId, userId }: { organizationId: string; userId: string },
  now: Date,
): Promise<void> {
  await db.member.updateMany({ where: { organizationId, userId, joinedAt: null }, data: { joinedAt: now } });
}

/** Ends sessions that are not over yet. @returns the ids of those it ended */
export async function revokeSessions(
  db: Database,
  which: { userId: string; only?: string; except?: string },
  now: Date,
): Promise<string[]> {
  const rows = await db.session.updateManyAndReturn({
    where: {
      userId: which.userId,
      revokedAt: null,
      id: { equals: which.only, not: which.except },
    },
    data: { revokedAt: now },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The names of users by id; an account that is gone is absent. */
export const findUserNames = readEachOnce(async (db: Database, _scope: Scope, ids: readonly string[]) => {
  const users = await db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
});
