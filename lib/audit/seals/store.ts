import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** An entry with its columns as texts, in the order in which they are sealed. */
export type EntryToSeal = { id: string; fields: (string | null)[] };
export type EntrySeal = { id: string; position: number; seal: Uint8Array };

/** The database writes the texts, so that no number or instant is rounded on the way. */
const FIELDS = Prisma.sql`ARRAY["sequence"::text, "id"::text, "organizationId"::text, "actorId"::text,
  "actorLabel", "event", "subjectType", "subjectId"::text, "assetId"::text, "websiteId"::text, "before"::text,
  "after"::text, "requestId", (extract(epoch FROM "at") * 1000)::bigint::text] AS fields`;

/** Until the transaction ends, nobody else seals. */
export async function lockChain(tx: Transaction, _scope: PlatformScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('audit-seals', 0))`;
}

/** The last entry that is sealed; null before the first. */
export async function findChainHead(
  db: Database,
  _scope: PlatformScope,
): Promise<{ position: number; seal: Uint8Array } | null> {
  const [row] = await db.$queryRaw<{ position: number; seal: Uint8Array }[]>`
    SELECT "position", "seal" FROM "AuditEntry" WHERE "position" IS NOT NULL ORDER BY "position" DESC LIMIT 1`;
  return row ?? null;
}

/** The oldest that have no seal yet, in the order of writing. */
export function findUnsealed(db: Database, _scope: PlatformScope, atMost: number): Promise<EntryToSeal[]> {
  return db.$queryRaw<EntryToSeal[]>`
    SELECT "id", ${FIELDS} FROM "AuditEntry" WHERE "seal" IS NULL ORDER BY "sequence" LIMIT ${atMost}::int`;
}

/** In one statement of one parameter, as entries are written. */
export async function writeSeals(
  tx: Transaction,
  _scope: PlatformScope,
  seals: readonly EntrySeal[],
): Promise<void> {
  const rows = seals.map(({ seal, ...place }) => ({ ...place, seal: Buffer.from(seal).toString('hex') }));
  await tx.$executeRaw`
    UPDATE "AuditEntry" entry SET "position" = made."position", "seal" = decode(made."seal", 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS made("id" uuid, "position" int, "seal" text)
    WHERE entry."id" = made."id"`;
}

/** Sealed entries behind a position, in the order of the chain. */
export function findSealed(
  db: Database,
  _scope: PlatformScope,
  { after, atMost }: { after: number; atMost: number },
): Promise<(EntryToSeal & EntrySeal)[]> {
  return db.$queryRaw<(EntryToSeal & EntrySeal)[]>`
    SELECT "id", "position", "seal", ${FIELDS} FROM "AuditEntry" WHERE "position" > ${after}::bigint
    ORDER BY "position" LIMIT ${atMost}::int`;
}

export async function countUnsealed(db: Database, _scope: PlatformScope): Promise<number> {
  return db.auditEntry.count({ where: { seal: null } });
}
