import type { PlatformScope } from '@/lib/auth/actor';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { NoticeSide } from '../rules/notice-link';
import type { NoticeMode } from '../rules/subjects';

/** Whose right to read a notice still stands: what tells of an organization goes to those who belong to it today. */
const MAY_READ = Prisma.sql`u."disabledAt" IS NULL AND CASE n."side"
  WHEN 'PERSON' THEN true
  WHEN 'SELLER' THEN EXISTS (SELECT 1 FROM "Member" m
    WHERE m."organizationId" = e."organizationId" AND m."userId" = n."userId")
  ELSE 'REVIEWER' = ANY (u."platformRoles") END`;

/** A notice of which nobody has decided what becomes of it by mail. */
export type WaitingNotice = {
  eventId: string;
  userId: string;
  kind: string;
  isRead: boolean;
  /** In the organization that it is about; null where it is about none. */
  role: OrganizationRole | null;
  /** What its reader has chosen where it belongs, by subject. */
  chosen: Record<string, NoticeMode>;
};

/** The oldest of them; skips rows that another process has locked. */
export function lockWaiting(
  tx: Transaction,
  _scope: PlatformScope,
  atMost: number,
): Promise<WaitingNotice[]> {
  return tx.$queryRaw<WaitingNotice[]>`
    SELECT n."eventId", n."userId", e."kind", n."readAt" IS NOT NULL AS "isRead",
      (SELECT m."role"::text FROM "Member" m
        WHERE m."organizationId" = e."organizationId" AND m."userId" = n."userId") AS "role",
      coalesce(CASE n."side" WHEN 'SELLER' THEN
        (SELECT jsonb_object_agg(p."subject", p."mode") FROM "MemberNoticePreference" p
          WHERE p."organizationId" = e."organizationId" AND p."userId" = n."userId")
        ELSE (SELECT jsonb_object_agg(p."subject", p."mode") FROM "NoticePreference" p
          WHERE p."userId" = n."userId") END, '{}') AS "chosen"
    FROM "Notice" n JOIN "NoticeEvent" e ON e."id" = n."eventId"
    WHERE n."mailing" = 'WAITING' ORDER BY n."at", n."eventId" LIMIT ${atMost}::int
    FOR UPDATE OF n SKIP LOCKED`;
}

type NoticeKey = { eventId: string; userId: string };

export async function setMailing(
  tx: Transaction,
  _scope: PlatformScope,
  notices: readonly NoticeKey[],
  mailing: 'NONE' | 'DIGEST',
): Promise<void> {
  if (notices.length === 0) return;
  const OR = notices.map(({ eventId, userId }) => ({ eventId, userId }));
  await tx.notice.updateMany({ where: { OR }, data: { mailing } });
}

export type NewMail = {
  id: string;
  userId: string;
  key: string;
  isDigest: boolean;
  createdAt: Date;
};

/** Makes a mail of notices that wait for one. @returns whether it is new: its key makes it one */
export async function insertMail(
  tx: Transaction,
  _scope: PlatformScope,
  mail: NewMail,
  eventIds: readonly string[],
): Promise<boolean> {
  const { count } = await tx.noticeMail.createMany({
    data: [{ ...mail, nextAttemptAt: mail.createdAt }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.notice.updateMany({
    where: { userId: mail.userId, eventId: { in: [...eventIds] } },
    data: { mailing: 'MAILED', mailId: mail.id },
  });
  return true;
}

/** People for whom something waits for the digest, with the zone of its hour. */
export function findDigestReaders(
  db: Database,
  _scope: PlatformScope,
  fallbackZone: string,
): Promise<{ userId: string; zone: string; oldestAt: Date }[]> {
  return db.$queryRaw`
    SELECT n."userId", coalesce(r."zone", ${fallbackZone}) AS "zone", min(n."at") AS "oldestAt"
    FROM "Notice" n LEFT JOIN "NoticeReader" r ON r."userId" = n."userId"
    WHERE n."mailing" = 'DIGEST' GROUP BY n."userId", r."zone"`;
}

/** What waits for somebody's digest, locked; what has been read meanwhile leaves the line. @returns event ids, oldest first */
export async function lockDigest(tx: Transaction, scope: PlatformScope, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ eventId: string; isRead: boolean }[]>`
    SELECT "eventId", "readAt" IS NOT NULL AS "isRead" FROM "Notice"
    WHERE "userId" = ${userId}::uuid AND "mailing" = 'DIGEST' ORDER BY "at", "eventId" FOR UPDATE`;
  const read = rows.filter(({ isRead }) => isRead).map(({ eventId }) => ({ eventId, userId }));
  await setMailing(tx, scope, read, 'NONE');
  return rows.filter(({ isRead }) => !isRead).map(({ eventId }) => eventId);
}

/** A mail whose turn it is, with the number of this attempt. */
export type TakenMail = {
  id: string;
  userId: string;
  isDigest: boolean;
  attempts: number;
};

/** Takes a mail for one attempt: nobody else has it before `untilAt`. @returns null when it is over, or not its turn */
export async function takeMail(
  tx: Transaction,
  _scope: PlatformScope,
  mailId: string,
  { now, untilAt }: { now: Date; untilAt: Date },
): Promise<TakenMail | null> {
  const [mail] = await tx.$queryRaw<TakenMail[]>`
    SELECT "id", "userId", "isDigest", "attempts" FROM "NoticeMail"
    WHERE "id" = ${mailId}::uuid AND "status" = 'QUEUED' AND "nextAttemptAt" <= ${now} FOR UPDATE SKIP LOCKED`;
  if (!mail) return null;
  const attempts = mail.attempts + 1;
  await tx.noticeMail.update({ where: { id: mailId }, data: { attempts, nextAttemptAt: untilAt } });
  return { ...mail, attempts };
}

export type MailContent = {
  email: string;
  name: string;
  language: string | null;
  zone: string | null;
  /** Oldest first; those that its reader may still read. */
  notices: {
    kind: string;
    values: unknown;
    at: Date;
    side: NoticeSide;
    organizationId: string | null;
  }[];
};

/** What a mail says and to whom; null when the account is gone or switched off. */
export async function findMailContent(
  db: Database,
  _scope: PlatformScope,
  { id, userId }: Pick<TakenMail, 'id' | 'userId'>,
): Promise<MailContent | null> {
  const [reader] = await db.$queryRaw<Omit<MailContent, 'notices'>[]>`
    SELECT u."email", u."name", r."language", r."zone"
    FROM "User" u LEFT JOIN "NoticeReader" r ON r."userId" = u."id"
    WHERE u."id" = ${userId}::uuid AND u."disabledAt" IS NULL`;
  if (!reader) return null;
  const notices = await db.$queryRaw<MailContent['notices']>`
    SELECT e."kind", e."values", e."at", n."side"::text, e."organizationId"
    FROM "Notice" n JOIN "NoticeEvent" e ON e."id" = n."eventId" JOIN "User" u ON u."id" = n."userId"
    WHERE n."mailId" = ${id}::uuid AND ${MAY_READ} ORDER BY e."at", e."id"`;
  return { ...reader, notices };
}

export type MailEnd = { status: 'SENT' | 'FAILED' | 'DROPPED'; problem: string | null };

/** Ends a mail that has not ended. */
export async function endMail(
  tx: Transaction,
  _scope: PlatformScope,
  mailId: string,
  end: MailEnd & { at: Date },
): Promise<void> {
  const { at, ...columns } = end;
  await tx.noticeMail.updateMany({
    where: { id: mailId, status: 'QUEUED' },
    data: { ...columns, endedAt: at, nextAttemptAt: null },
  });
}

/** Notes why an attempt came to nothing, and when the next one is. */
export async function postponeMail(
  tx: Transaction,
  _scope: PlatformScope,
  mailId: string,
  { problem, nextAttemptAt }: { problem: string; nextAttemptAt: Date },
): Promise<void> {
  await tx.noticeMail.updateMany({
    where: { id: mailId, status: 'QUEUED' },
    data: { problem, nextAttemptAt },
  });
}

/** Mails whose turn was before `before`: nobody is at them, so their job is lost. */
export async function findOverdueMails(
  db: Database,
  _scope: PlatformScope,
  before: Date,
  atMost: number,
): Promise<string[]> {
  const rows = await db.noticeMail.findMany({
    where: { status: 'QUEUED', nextAttemptAt: { lt: before } },
    select: { id: true },
    orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
    take: atMost,
  });
  return rows.map(({ id }) => id);
}

/** The organizations of somebody, whose owners hear that mails don't reach them. */
export async function findOrganizationIds(
  db: Database,
  _scope: PlatformScope,
  userId: string,
): Promise<string[]> {
  const rows = await db.member.findMany({ where: { userId }, select: { organizationId: true } });
  return rows.map(({ organizationId }) => organizationId);
}

/** Deletes finished mails before an instant whose notices are gone. */
export async function deleteMailsBefore(tx: Transaction, _scope: PlatformScope, before: Date): Promise<void> {
  await tx.noticeMail.deleteMany({
    where: { createdAt: { lt: before }, endedAt: { not: null }, notices: { none: {} } },
  });
}
