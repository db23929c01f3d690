import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';

export type GivenEvent = {
  id: string;
  key: string;
  organizationId: string | null;
  kind: string;
  values: unknown;
  /** ISO. */
  escalateAt: string | null;
  audience: 'members' | 'reviewers' | 'person';
  roles: string[];
  /** Before the audience: it is told only where none of them may be told. */
  people: string[];
  exceptId: string | null;
};

/**
 * Writes events that are new and a notice for each who is told, in one statement. In the order of the keys, so that two
 * who write the same events at once wait for each other and never in a circle.
 * @returns how many events were new
 */
export async function insertEvents(tx: Transaction, given: readonly GivenEvent[], at: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(toJson(given))}::jsonb) AS g("id" uuid, "key" text,
        "organizationId" uuid, "kind" text, "values" jsonb, "escalateAt" timestamptz, "audience" text,
        "roles" text[], "people" uuid[], "exceptId" uuid)
    ), told AS (
      INSERT INTO "NoticeEvent" ("id", "key", "organizationId", "kind", "values", "at", "escalateAt")
      SELECT "id", "key", "organizationId", "kind", "values", ${at}, "escalateAt" FROM given ORDER BY "key"
      ON CONFLICT ("key") DO NOTHING RETURNING "id"
    ), candidate AS (
      SELECT g."id" AS "eventId", m."userId", 'SELLER' AS "side",
        CASE WHEN m."userId" = ANY (g."people") THEN 1 WHEN m."role"::text = ANY (g."roles") THEN 2
          WHEN m."role" = 'OWNER' THEN 3 END AS "rank"
      FROM told JOIN given g USING ("id") JOIN "Member" m ON m."organizationId" = g."organizationId"
      WHERE g."audience" = 'members'
      UNION ALL
      SELECT g."id", u."id", 'REVIEWER', CASE WHEN u."id" = ANY (g."people") THEN 1 ELSE 2 END
      FROM told JOIN given g USING ("id") JOIN "User" u ON 'REVIEWER' = ANY (u."platformRoles")
      WHERE g."audience" = 'reviewers' AND NOT EXISTS (
        SELECT 1 FROM "Member" m WHERE m."organizationId" = g."organizationId" AND m."userId" = u."id")
      UNION ALL
      SELECT g."id", u."id", CASE WHEN g."organizationId" IS NULL THEN 'PERSON'
        WHEN m."userId" IS NOT NULL THEN 'SELLER' ELSE 'REVIEWER' END, 1
      FROM told JOIN given g USING ("id") JOIN "User" u ON u."id" = ANY (g."people")
        LEFT JOIN "Member" m ON m."organizationId" = g."organizationId" AND m."userId" = u."id"
      WHERE g."audience" = 'person' AND (g."organizationId" IS NULL OR m."userId" IS NOT NULL
        OR 'REVIEWER' = ANY (u."platformRoles"))
    ), ranked AS (
      SELECT c.*, min(c."rank") OVER (PARTITION BY c."eventId") AS "best"
      FROM candidate c JOIN "User" u ON u."id" = c."userId" AND u."disabledAt" IS NULL
    ), noticed AS (
      INSERT INTO "Notice" ("eventId", "userId", "side", "at")
      SELECT r."eventId", r."userId", r."side"::"NoticeSide", ${at}
      FROM ranked r JOIN given g ON g."id" = r."eventId"
      WHERE r."rank" = r."best" AND r."userId" IS DISTINCT FROM g."exceptId"
    )
    SELECT count(*)::int AS "count" FROM told`;
  return row?.count ?? 0;
}

/**
 * Tells the owners of events that are due for escalation and that nobody has read. Each event is escalated once; rows that
 * another process has locked are skipped.
 * @returns how many events it looked at, and how many notices it wrote
 */
export async function escalateEvents(
  tx: Transaction,
  now: Date,
  atMost: number,
): Promise<{ looked: number; written: number }> {
  const [row] = await tx.$queryRaw<{ looked: number; written: number }[]>`
    WITH due AS (
      UPDATE "NoticeEvent" SET "escalateAt" = NULL WHERE "id" IN (
        SELECT "id" FROM "NoticeEvent" WHERE "escalateAt" <= ${now} ORDER BY "escalateAt", "id" LIMIT ${atMost}::int
        FOR UPDATE SKIP LOCKED)
      RETURNING "id", "organizationId"
    ), written AS (
      INSERT INTO "Notice" ("eventId", "userId", "side", "at")
      SELECT d."id", m."userId", 'SELLER', ${now}
      FROM due d JOIN "Member" m ON m."organizationId" = d."organizationId" AND m."role" = 'OWNER'
        JOIN "User" u ON u."id" = m."userId" AND u."disabledAt" IS NULL
      WHERE NOT EXISTS (SELECT 1 FROM "Notice" n WHERE n."eventId" = d."id" AND n."readAt" IS NOT NULL)
      ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM due) AS "looked", (SELECT count(*)::int FROM written) AS "written"`;
  return row ?? { looked: 0, written: 0 };
}

/** An event for what is beside the inbox. */
export type HandedEvent = {
  id: string;
  organizationId: string | null;
  kind: string;
  values: unknown;
  at: Date;
};

/** Marks the oldest events that were not handed on; skips rows that another process has locked. */
export function takeEvents(tx: Transaction, now: Date, atMost: number): Promise<HandedEvent[]> {
  return tx.$queryRaw<HandedEvent[]>`
    UPDATE "NoticeEvent" SET "handedOnAt" = ${now} WHERE "id" IN (
      SELECT "id" FROM "NoticeEvent" WHERE "handedOnAt" IS NULL ORDER BY "at", "id" LIMIT ${atMost}::int
      FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "kind", "values", "at"`;
}

/**
 * Deletes the oldest events before an instant, with their notices. Keeps events that were not handed on yet or that have a
 * delivery in a webhook's log; skips rows that another process has locked.
 * @returns how many
 */
export function deleteEventsBefore(
  tx: Transaction,
  _scope: PlatformScope,
  { before, atMost }: { before: Date; atMost: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "NoticeEvent" WHERE "id" IN (
      SELECT "id" FROM "NoticeEvent" e WHERE "at" < ${before} AND "handedOnAt" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "WebhookDelivery" d WHERE d."eventId" = e."id")
      ORDER BY "at", "id" LIMIT ${atMost}::int FOR UPDATE SKIP LOCKED)`;
}

export type Reader = { language: string; zone: string };

export const findReader = (db: Database, userId: string): Promise<Reader | null> =>
  db.noticeReader.findUnique({ where: { userId }, select: { language: true, zone: true } });

export async function putReader(db: Database, userId: string, reader: Reader): Promise<void> {
  await db.noticeReader.upsert({ where: { userId }, create: { userId, ...reader }, update: reader });
}
