import type { OwnScope } from '@/lib/auth/actor';
import type { OrganizationRole, PlatformRole } from '@/lib/auth/rules/permissions';
import type { Database, Transaction } from '@/lib/db/client';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import type { SessionRow, UserRow } from '../store';

export type SessionWithUser = SessionRow & {
  user: UserRow & {
    platformRoles: PlatformRole[];
    members: {
      organizationId: string;
      role: OrganizationRole;
      hasJoined: boolean;
      organization: { name: string };
    }[];
  };
};

/** In one statement: every request asks for it. A list that was never written is NULL, which stands for an empty one. */
export async function findSession(db: Database, id: string): Promise<SessionWithUser | null> {
  const [row] = await db.$queryRaw<
    (SessionRow &
      Pick<UserRow, 'email' | 'name' | 'passwordHash' | 'disabledAt'> &
      Pick<SessionWithUser['user'], 'platformRoles' | 'members'> & { userId: string })[]
  >`
    SELECT s."id", s."createdAt", s."expiresAt", s."lastSeenAt", s."revokedAt", s."address", s."userAgent",
      u."id" AS "userId", u."email", u."name", u."passwordHash", u."disabledAt",
      coalesce(u."platformRoles"::text[], '{}') AS "platformRoles",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('organizationId', m."organizationId", 'role', m."role",
          'hasJoined', m."joinedAt" IS NOT NULL,
          'organization', jsonb_build_object('name', o."name")) ORDER BY m."createdAt", m."organizationId")
        FROM "Member" m JOIN "Organization" o ON o."id" = m."organizationId" WHERE m."userId" = u."id"
      ), '[]') AS members
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."id" = ${id}::uuid ${PLANNED_ONCE}`;
  if (!row) return null;
  const { userId, email, name, passwordHash, disabledAt, platformRoles, members, ...session } = row;
  return {
    ...session,
    user: { id: userId, email, name, passwordHash, disabledAt, platformRoles, members },
  };
}

export async function insertSession(
  tx: Transaction,
  session: Omit<SessionRow, 'revokedAt'> & { userId: string },
): Promise<void> {
  await tx.session.create({ data: session });
}

/** What the newest sessions of somebody said they were used with. */
export async function findUserAgents(
  tx: Transaction,
  userId: string,
  atMost: number,
): Promise<(string | null)[]> {
  const rows = await tx.session.findMany({
    where: { userId },
    select: { userAgent: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: atMost,
  });
  return rows.map(({ userAgent }) => userAgent);
}

/** Writes when a session was last seen, unless another request has written it since. */
export async function touchSession(db: Database, id: string, seen: Date, now: Date): Promise<void> {
  await db.session.updateMany({
    where: { id, lastSeenAt: seen, revokedAt: null },
    data: { lastSeenAt: now },
  });
}

/** Those that have not been revoked and have not run out, the last used first. */
export const findOwnSessions = (db: Database, scope: OwnScope, now: Date): Promise<SessionRow[]> =>
  db.session.findMany({
    where: { userId: scope.userId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
  });
