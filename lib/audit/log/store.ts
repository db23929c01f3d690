import type { OrganizationScope, Scope } from '@/lib/auth/actor';
import { Prisma } from '@/lib/db/generated/client';
import { searchWithin } from '@/lib/db/search-within';
import type { AuditEvent } from '../rules/audit-events';
import type { AuditFilter } from '../schemas';
import type { AuditRow } from '../store';

/** An entry with the names that things have now, or had when they were deleted; null where there is no such thing. */
export type AuditLogRow = AuditRow & {
  sequence: number;
  requestId: string | null;
  organizationName: string | null;
  assetName: string | null;
  websiteName: string | null;
  /** Deleted: there is no page of it any more. */
  isAssetGone: boolean;
  isWebsiteGone: boolean;
};

type Place = { older?: number | undefined; atMost: number };

const TOLD_BY_A_DECISION = 'appeal.verdictGiven' satisfies AuditEvent;

/** Of an organization, or of all where the scope is the platform's; newest first. */
export function findAuditLog(scope: Scope, filter: AuditFilter, place: Place): Promise<AuditLogRow[]> {
  return searchWithin(
    (tx) => tx.$queryRaw<AuditLogRow[]>`
      SELECT e."id", e."sequence", e."actorId", e."actorLabel", e."event", e."subjectType", e."subjectId",
        e."assetId", e."websiteId", e."before", e."after", e."requestId", e."at",
        o."name" AS "organizationName", a."name" AS "assetName", w."name" AS "websiteName",
        a."deletedAt" IS NOT NULL AS "isAssetGone", w."deletedAt" IS NOT NULL AS "isWebsiteGone"
      FROM "AuditEntry" e
      LEFT JOIN "Organization" o ON o."id" = e."organizationId"
      LEFT JOIN "Asset" a ON a."id" = e."assetId"
      LEFT JOIN "Website" w ON w."id" = e."websiteId"
      WHERE ${conditions(scope, filter, place)}
      ORDER BY e."sequence" DESC LIMIT ${place.atMost}::int`,
  );
}

function conditions(scope: Scope, { text, subject, asset, from, to }: AuditFilter, { older }: Place) {
  const parts: (Prisma.Sql | false | '' | 0 | undefined)[] = [
    'organizationId' in scope && ofOrganization(scope),
    asset &&
      Prisma.sql`(e."assetId" = ${asset}::uuid OR (e."assetId" IS NULL AND e."websiteId" IN (
        SELECT "websiteId" FROM "AssetWebsite" WHERE "assetId" = ${asset}::uuid)))`,
    subject && Prisma.sql`starts_with(e."event", ${`${subject}.`})`,
    from && Prisma.sql`e."at" >= ${from}`,
    to && Prisma.sql`e."at" < ${to}`,
    older && Prisma.sql`e."sequence" < ${older}::int`,
    text && textIn(text),
  ];
  const used = parts.filter((part) => typeof part === 'object');
  return used.length === 0 ? Prisma.sql`true` : Prisma.join(used, ' AND ');
}

/** Without verdicts that no decision has told yet. */
const ofOrganization = ({ organizationId }: OrganizationScope): Prisma.Sql =>
  Prisma.sql`e."organizationId" = ${organizationId}::uuid AND NOT (e."event" = ${TOLD_BY_A_DECISION} AND EXISTS (
    SELECT 1 FROM "Appeal" appeal WHERE appeal."id" = e."subjectId"
      AND (appeal."decidedAt" IS NULL OR appeal."submittedAt" IS NULL OR e."at" < appeal."submittedAt")))`;

/** No pattern: what is looked for is a text, whatever characters it has. */
function textIn(text: string): Prisma.Sql {
  const has = (column: Prisma.Sql, wanted: string) =>
    Prisma.sql`strpos(lower(${column}), lower(${wanted})) > 0`;
  const names = [
    Prisma.sql`e."actorLabel"`,
    Prisma.sql`a."name"`,
    Prisma.sql`w."name"`,
    Prisma.sql`o."name"`,
    Prisma.sql`e."requestId"`,
  ];
  // As JSON writes it within a text: quotes and line ends have a backslash there.
  const written = JSON.stringify(text).slice(1, -1);
  const values = [Prisma.sql`e."before"::text`, Prisma.sql`e."after"::text`];
  const found = [
    ...names.map((column) => has(column, text)),
    ...values.map((column) => has(column, written)),
  ];
  return Prisma.sql`(${Prisma.join(found, ' OR ')})`;
}
