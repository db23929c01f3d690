import type { OwnScope } from '@/lib/auth/actor';
import type { PageCursor } from '@/lib/core/page-cursor';
import type { Database } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import type { NoticeSide } from '../rules/notice-link';

/** Whose inbox, as the person works now: what concerns an organization is shown to those who belong to it. */
export type InboxScope = OwnScope & { organizationId: string | null; isReviewer: boolean };

export type InboxFilter = { isUnreadOnly: boolean; kinds: readonly string[] | null };
export type InboxRecord = {
  eventId: string;
  readAt: Date | null;
  at: Date;
  side: NoticeSide;
  event: { kind: string; values: unknown };
};

const visibleTo = ({ userId, organizationId, isReviewer }: InboxScope): Prisma.NoticeWhereInput => ({
  userId,
  OR: [
    { side: 'PERSON' },
    ...(organizationId === null ? [] : [{ side: 'SELLER' as const, event: { organizationId } }]),
    ...(isReviewer ? [{ side: 'REVIEWER' as const }] : []),
  ],
});

/** Newest first, from behind a place on. @property total however many there are on all pages */
export async function findInbox(
  db: Database,
  scope: InboxScope,
  { isUnreadOnly, kinds }: InboxFilter,
  { older, atMost }: { older: PageCursor | null; atMost: number },
): Promise<{ rows: InboxRecord[]; total: number }> {
  const where: Prisma.NoticeWhereInput = {
    ...visibleTo(scope),
    ...(isUnreadOnly ? { readAt: null } : {}),
    ...(kinds === null ? {} : { AND: { event: { kind: { in: [...kinds] } } } }),
  };
  const [rows, total] = await Promise.all([
    db.notice.findMany({
      where: older ? { AND: [where, behind(older)] } : where,
      select: {
        eventId: true,
        readAt: true,
        at: true,
        side: true,
        event: { select: { kind: true, values: true } },
      },
      orderBy: [{ at: 'desc' }, { eventId: 'desc' }],
      take: atMost,
    }),
    db.notice.count({ where }),
  ]);
  return { rows, total };
}

/** The bound of the time is what the index serves. */
const behind = ({ createdAt, id }: PageCursor): Prisma.NoticeWhereInput => ({
  at: { lte: createdAt },
  OR: [{ at: { lt: createdAt } }, { eventId: { lt: id } }],
});

/** Unread notices with an id among their values, the newest first. @param id null: of any */
export async function findUnreadAbout(
  db: Database,
  scope: InboxScope,
  { id, atMost }: { id: string | null; atMost: number },
): Promise<Pick<InboxRecord, 'eventId' | 'side' | 'event'>[]> {
  const named = ['submissionId', 'assetId', 'websiteId', 'scanId', 'productId', 'placeId', 'endpointId'];
  const about = named.map((name) => ({ event: { values: { path: [name], equals: id ?? '' } } }));
  return db.notice.findMany({
    where: { AND: [visibleTo(scope), { readAt: null }, ...(id === null ? [] : [{ OR: about }])] },
    select: { eventId: true, side: true, event: { select: { kind: true, values: true } } },
    orderBy: [{ at: 'desc' }, { eventId: 'desc' }],
    take: atMost,
  });
}

export const findNotice = (
  db: Database,
  scope: InboxScope,
  eventId: string,
): Promise<Pick<InboxRecord, 'side' | 'event'> | null> =>
  db.notice.findFirst({
    where: { ...visibleTo(scope), eventId },
    select: { side: true, event: { select: { kind: true, values: true } } },
  });

export type BellRow = { unread: number; language: string | null; zone: string | null };

/**
 * What every page needs of the inbox, in one statement: how many notices are unread, and the language and zone of the last
 * visit. @param atMost it counts no further
 */
export async function findBell(db: Database, scope: InboxScope, atMost: number): Promise<BellRow> {
  const { userId, organizationId, isReviewer } = scope;
  const [bell] = await db.$queryRaw<BellRow[]>`
    SELECT unread."count" AS "unread", r."language", r."zone"
    FROM (
      SELECT count(*)::int AS "count" FROM (
        SELECT FROM "Notice" n JOIN "NoticeEvent" e ON e."id" = n."eventId"
        WHERE n."userId" = ${userId}::uuid AND n."readAt" IS NULL AND (n."side" = 'PERSON'
          OR n."side" = 'SELLER' AND e."organizationId" = ${organizationId}::uuid
          OR n."side" = 'REVIEWER' AND ${isReviewer})
        LIMIT ${atMost}::int) one
    ) unread LEFT JOIN "NoticeReader" r ON r."userId" = ${userId}::uuid ${PLANNED_ONCE}`;
  return bell ?? { unread: 0, language: null, zone: null };
}

/** Marks notices as read or not. @param eventIds null: all that were there at `now` @returns how many it changed */
export async function setRead(
  db: Database,
  scope: InboxScope,
  eventIds: readonly string[] | null,
  { isRead, now }: { isRead: boolean; now: Date },
): Promise<number> {
  const { count } = await db.notice.updateMany({
    where: {
      ...visibleTo(scope),
      ...(eventIds === null ? { at: { lte: now } } : { eventId: { in: [...eventIds] } }),
      readAt: isRead ? null : { not: null },
    },
    data: { readAt: isRead ? now : null },
  });
  return count;
}
