import type { PlatformScope } from '@/lib/auth/actor';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import type { Database, Transaction } from '@/lib/db/client';

export type NewAccountMail = { id: string; createdAt: Date } & (
  | { kind: 'RESET'; email: string; language: string }
  | { kind: 'INVITATION'; organizationId: string; userId: string }
);
export type MailStatus = 'QUEUED' | 'SENT' | 'FAILED' | 'DROPPED';

export async function insertAccountMail(tx: Transaction, mail: NewAccountMail): Promise<void> {
  await tx.accountMail.create({ data: { ...mail, nextAttemptAt: mail.createdAt } });
}

/** Forgets the invitation of a member. */
export async function deleteInvitation(
  tx: Transaction,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<void> {
  await tx.accountMail.deleteMany({ where: { organizationId, userId } });
}

/** A mail whose turn it is, with the number of this attempt. */
export type TakenAccountMail = {
  id: string;
  kind: NewAccountMail['kind'];
  /** What was typed, for RESET; else null, and the member's ids are there. */
  email: string | null;
  organizationId: string | null;
  userId: string | null;
  language: string | null;
  attempts: number;
  /** Why the attempt before came to nothing; null: there was none. */
  problem: string | null;
  createdAt: Date;
};

/** Takes a mail for one attempt: nobody else has it before `untilAt`. @returns null when it is over, or not its turn */
export async function takeAccountMail(
  tx: Transaction,
  _scope: PlatformScope,
  mailId: string,
  { now, untilAt }: { now: Date; untilAt: Date },
): Promise<TakenAccountMail | null> {
  const [mail] = await tx.$queryRaw<TakenAccountMail[]>`
    SELECT "id", "kind"::text, "email", "organizationId", "userId", "language", "attempts", "problem", "createdAt"
    FROM "AccountMail"
    WHERE "id" = ${mailId}::uuid AND "status" = 'QUEUED' AND "nextAttemptAt" <= ${now} FOR UPDATE SKIP LOCKED`;
  if (!mail) return null;
  const attempts = mail.attempts + 1;
  await tx.accountMail.update({ where: { id: mailId }, data: { attempts, nextAttemptAt: untilAt } });
  return { ...mail, attempts };
}

/** Whom a mail goes to, and what ways in they have. */
export type Recipient = {
  userId: string;
  email: string;
  name: string;
  hasPassword: boolean;
  hasIdentity: boolean;
  /** Of their last visit; null before the first one. */
  language: string | null;
  /** Of an invitation that is still open. */
  invitation: { organization: string; role: OrganizationRole } | null;
};

/** @returns null when the address has no account, or one that is switched off */
export async function findRecipient(
  db: Database,
  _scope: PlatformScope,
  { email, organizationId, userId }: Pick<TakenAccountMail, 'email' | 'organizationId' | 'userId'>,
): Promise<Recipient | null> {
  const [recipient] = await db.$queryRaw<Recipient[]>`
    SELECT u."id" AS "userId", u."email", u."name", u."passwordHash" IS NOT NULL AS "hasPassword",
      EXISTS (SELECT 1 FROM "Identity" i WHERE i."userId" = u."id") AS "hasIdentity", r."language",
      (SELECT json_build_object('organization', o."name", 'role', m."role")
        FROM "Member" m JOIN "Organization" o ON o."id" = m."organizationId"
        WHERE m."organizationId" = ${organizationId}::uuid AND m."userId" = u."id" AND m."joinedAt" IS NULL
      ) AS "invitation"
    FROM "User" u LEFT JOIN "NoticeReader" r ON r."userId" = u."id"
    WHERE (u."email" = ${email} OR u."id" = ${userId}::uuid) AND u."disabledAt" IS NULL`;
  return recipient ?? null;
}

/**
 * Ends a mail. A request is forgotten: the address of somebody who may have no account is kept no longer than needed. An
 * invitation stays, with how it went, for the owners.
 */
export async function endAccountMail(
  tx: Transaction,
  _scope: PlatformScope,
  { id, kind }: Pick<TakenAccountMail, 'id' | 'kind'>,
  end: { status: MailStatus; problem: string | null; endedAt: Date },
): Promise<void> {
  if (kind === 'RESET') await tx.accountMail.deleteMany({ where: { id } });
  else
    await tx.accountMail.updateMany({
      where: { id, status: 'QUEUED' },
      data: { ...end, nextAttemptAt: null },
    });
}

/** Notes why an attempt came to nothing, and when the next one is. */
export async function postponeAccountMail(
  tx: Transaction,
  _scope: PlatformScope,
  mailId: string,
  { problem, nextAttemptAt }: { problem: string; nextAttemptAt: Date },
): Promise<void> {
  await tx.accountMail.updateMany({
    where: { id: mailId, status: 'QUEUED' },
    data: { problem, nextAttemptAt },
  });
}

/** Mails whose turn was before `before`: nobody is at them, so their job is lost. */
export async function findOverdueAccountMails(
  tx: Transaction,
  _scope: PlatformScope,
  before: Date,
  atMost: number,
): Promise<string[]> {
  const rows = await tx.accountMail.findMany({
    where: { status: 'QUEUED', nextAttemptAt: { lt: before } },
    select: { id: true },
    orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
    take: atMost,
  });
  return rows.map(({ id }) => id);
}

/** A mail to an account that was never delivered; `problem` is null where it was not tried. */
export type UndeliveredReset = { userId: string; problem: string | null; attempts: number };

/** Forgets requests before an instant that nobody could send. @returns those of accounts that are there */
export function takeResetsBefore(
  tx: Transaction,
  _scope: PlatformScope,
  before: Date,
): Promise<UndeliveredReset[]> {
  return tx.$queryRaw<UndeliveredReset[]>`
    WITH gone AS (
      DELETE FROM "AccountMail" WHERE "kind" = 'RESET' AND "createdAt" < ${before}
      RETURNING "id", "email", "problem", "attempts"
    )
    SELECT u."id" AS "userId", g."problem", g."attempts"
    FROM gone g JOIN "User" u ON u."email" = g."email" AND u."disabledAt" IS NULL ORDER BY g."id"`;
}
