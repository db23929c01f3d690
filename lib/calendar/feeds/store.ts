import type { OrganizationScope } from '@/lib/auth/actor';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import type { Database, Transaction } from '@/lib/db/client';

/** Whose: a member's own, in one organization. */
export type FeedScope = OrganizationScope & { userId: string };

export type CalendarFeed = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

const own = ({ organizationId, userId }: FeedScope) => ({ organizationId, userId });

/** Oldest first. */
export const findFeeds = (db: Database, scope: FeedScope): Promise<CalendarFeed[]> =>
  db.calendarFeed.findMany({
    where: own(scope),
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });

/** Holds the member's row, so that two additions at once do not pass the limit. */
export async function lockMember(tx: Transaction, { organizationId, userId }: FeedScope): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Member"
    WHERE "organizationId" = ${organizationId}::uuid AND "userId" = ${userId}::uuid FOR UPDATE`;
}

export async function insertFeed(
  tx: Transaction,
  scope: FeedScope,
  feed: { id: string; name: string; tokenHash: string; createdAt: Date },
): Promise<void> {
  await tx.calendarFeed.create({ data: { ...feed, ...own(scope) } });
}

/** @returns its name; null: there is none of this member */
export async function deleteFeed(tx: Transaction, scope: FeedScope, feedId: string): Promise<string | null> {
  const where = { id: feedId, ...own(scope) };
  const feed = await tx.calendarFeed.findFirst({ where, select: { name: true } });
  const { count } = await tx.calendarFeed.deleteMany({ where });
  return feed && count === 1 ? feed.name : null;
}

export type FeedReader = {
  id: string;
  etag: string | null;
  changedAt: Date | null;
  lastUsedAt: Date | null;
  organizationId: string;
  organizationName: string;
  userId: string;
  userName: string;
  role: OrganizationRole;
  /** Of the member's last visit to the desk; null before the first. */
  language: string | null;
};

/**
 * The feed of a token with its member as they are now: nobody is signed in, so the token is what is presented.
 * @returns null also where the account is off
 */
export async function findFeedReader(db: Database, tokenHash: string): Promise<FeedReader | null> {
  const [row] = await db.$queryRaw<FeedReader[]>`
    SELECT f."id", f."etag", f."changedAt", f."lastUsedAt", f."organizationId", o."name" AS "organizationName",
      f."userId", u."name" AS "userName", m."role"::text AS "role", r."language"
    FROM "CalendarFeed" f
    JOIN "Member" m ON m."organizationId" = f."organizationId" AND m."userId" = f."userId"
    JOIN "Organization" o ON o."id" = f."organizationId"
    JOIN "User" u ON u."id" = f."userId" AND u."disabledAt" IS NULL
    LEFT JOIN "NoticeReader" r ON r."userId" = f."userId"
    WHERE f."tokenHash" = ${tokenHash}`;
  return row ?? null;
}

/** Writes what a feed answered, unless it was revoked meanwhile. */
export async function touchFeed(
  db: Database,
  _scope: FeedScope,
  { id, ...used }: { id: string; lastUsedAt: Date; etag: string; changedAt: Date },
): Promise<void> {
  await db.calendarFeed.updateMany({ where: { id }, data: used });
}
