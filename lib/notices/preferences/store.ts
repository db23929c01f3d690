import type { OwnScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { NoticeMode } from '../rules/subjects';

/** How somebody hears of a subject in an organization of theirs; null: of what is about none. */
export type Choice = { organizationId: string | null; subject: string; mode: NoticeMode };

/** What a person has chosen, for all of their organizations. */
export async function findPreferences(db: Database, { userId }: OwnScope): Promise<Choice[]> {
  const [asMember, asPerson] = await Promise.all([
    db.memberNoticePreference.findMany({ where: { userId } }),
    db.noticePreference.findMany({ where: { userId } }),
  ]);
  return [...asMember, ...asPerson.map((row) => ({ ...row, organizationId: null }))];
}

/** Writes choices over what was chosen. One for an organization that the person has left is none. */
export async function putPreferences(
  tx: Transaction,
  { userId }: Pick<OwnScope, 'userId'>,
  choices: readonly Choice[],
): Promise<void> {
  const given = JSON.stringify(choices);
  await tx.$executeRaw`
    INSERT INTO "MemberNoticePreference" ("organizationId", "userId", "subject", "mode")
    SELECT m."organizationId", m."userId", g."subject", g."mode"::"NoticeMode"
    FROM jsonb_to_recordset(${given}::jsonb) AS g("organizationId" uuid, "subject" text, "mode" text)
    JOIN "Member" m ON m."organizationId" = g."organizationId" AND m."userId" = ${userId}::uuid
    ORDER BY m."organizationId", g."subject" FOR KEY SHARE OF m
    ON CONFLICT ("organizationId", "userId", "subject") DO UPDATE SET "mode" = EXCLUDED."mode"`;
  await tx.$executeRaw`
    INSERT INTO "NoticePreference" ("userId", "subject", "mode")
    SELECT ${userId}::uuid, g."subject", g."mode"::"NoticeMode"
    FROM jsonb_to_recordset(${given}::jsonb) AS g("organizationId" uuid, "subject" text, "mode" text)
    WHERE g."organizationId" IS NULL ORDER BY g."subject"
    ON CONFLICT ("userId", "subject") DO UPDATE SET "mode" = EXCLUDED."mode"`;
}

/**
 * For whoever holds a sealed token that names this person and these subjects.
 * @param organizationIds null for what is about none; undefined: in everything of the person's
 */
export async function switchOff(
  tx: Transaction,
  userId: string,
  subjects: readonly string[],
  organizationIds: readonly (string | null)[] | undefined,
): Promise<void> {
  const places = organizationIds ?? [null, ...(await findOrganizations(tx, userId))];
  const choices = places.flatMap((organizationId) =>
    subjects.map((subject) => ({ organizationId, subject, mode: 'OFF' as const })),
  );
  await putPreferences(tx, { userId }, choices);
}

const findOrganizations = async (tx: Transaction, userId: string): Promise<string[]> =>
  (await tx.member.findMany({ where: { userId }, select: { organizationId: true } })).map(
    ({ organizationId }) => organizationId,
  );
