import type { OrganizationScope } from '@/lib/auth/actor';
import type { PageRequest } from '@/lib/core/pages';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { FIRST_STATUS } from '@/lib/lifecycle/rules/status';
import type { AssetFilter } from '../schemas';
import type { AssetRecord } from '../store';

/** `100%` searched for is 100% found: the wildcards of LIKE are plain characters here. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const STATUS = Prisma.sql`coalesce(s."status", ${FIRST_STATUS}::"SubmissionStatus")`;

const ORDER = {
  updated: { desc: Prisma.sql`a."updatedAt" DESC`, asc: Prisma.sql`a."updatedAt" ASC` },
  name: { asc: Prisma.sql`lower(a."name") ASC`, desc: Prisma.sql`lower(a."name") DESC` },
  status: { asc: Prisma.sql`${STATUS} ASC`, desc: Prisma.sql`${STATUS} DESC` },
};
const DEFAULT_DIRECTION = { updated: 'desc', name: 'asc', status: 'asc' } as const;

/** The newest submission; every asset has at most a few. */
const NEWEST = Prisma.sql`LEFT JOIN LATERAL (
    SELECT "id", "status", "statusSince", "reasonCode", "deadlineAt" FROM "Submission"
    WHERE "assetId" = a."id" ORDER BY "number" DESC LIMIT 1
  ) s ON true`;

function conditions(scope: OrganizationScope, { q, website, status }: AssetFilter): Prisma.Sql {
  const { organizationId } = scope;
  const parts = [Prisma.sql`a."organizationId" = ${organizationId}::uuid AND a."deletedAt" IS NULL`];
  if (q !== '')
    parts.push(Prisma.sql`(a."name" ILIKE ${containing(q)} OR a."id" IN (
      SELECT aw."assetId" FROM "Website" w JOIN "AssetWebsite" aw ON aw."websiteId" = w."id"
      WHERE w."organizationId" = ${organizationId}::uuid AND w."host" ILIKE ${containing(q)}))`);
  if (website !== null)
    parts.push(Prisma.sql`EXISTS (
      SELECT FROM "AssetWebsite" aw WHERE aw."assetId" = a."id" AND aw."websiteId" = ${website}::uuid)`);
  if (status !== null) parts.push(Prisma.sql`${STATUS}::text = ${status}`);
  return Prisma.join(parts, ' AND ');
}

/**
 * One page of assets in order, and how many there are in all, in one statement. The newest submission of all of them is
 * looked up only where the filter or the order asks for it; otherwise of the page's rows alone.
 */
export async function findAssetPage(
  db: Database,
  scope: OrganizationScope,
  filter: AssetFilter,
  page: PageRequest,
): Promise<{ rows: AssetRecord[]; total: number }> {
  const order = Prisma.sql`${ORDER[filter.sort][filter.direction ?? DEFAULT_DIRECTION[filter.sort]]}, a."id"`;
  const where = conditions(scope, filter);
  const counted = filter.status === null ? Prisma.empty : NEWEST;
  const ordered = filter.status === null && filter.sort !== 'status' ? Prisma.empty : NEWEST;
  const rows = await db.$queryRaw<(AssetRecord & { total: number })[]>`
    SELECT a."id", a."organizationId", a."category"::text AS category, a."name", a."description", a."version",
      a."createdAt", a."updatedAt", ${STATUS}::text AS status, s."id" AS "submissionId", s."reasonCode",
      s."statusSince", s."deadlineAt",
      ARRAY(SELECT aw."websiteId"::text FROM "AssetWebsite" aw WHERE aw."assetId" = a."id"
        ORDER BY aw."addedAt") AS "websiteIds",
      ARRAY(SELECT p."name" FROM "Product" p
        WHERE p."assetId" = a."id" AND p."withdrawnAt" IS NULL) AS "productNames",
      (SELECT count(*)::int FROM "Asset" a ${counted} WHERE ${where}) AS total
    FROM (
      SELECT a.* FROM "Asset" a ${ordered} WHERE ${where}
      ORDER BY ${order} LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}
    ) a ${NEWEST}
    ORDER BY ${order}`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export type UsedWebsite = { id: string; name: string; host: string };

/** The websites that at least one live asset uses, by name. */
export function findUsedWebsites(
  db: Database,
  scope: OrganizationScope,
  limit: number,
): Promise<UsedWebsite[]> {
  return db.$queryRaw`
    SELECT w."id", w."name", w."host" FROM "Website" w
    WHERE w."organizationId" = ${scope.organizationId}::uuid AND w."deletedAt" IS NULL AND EXISTS (
      SELECT FROM "AssetWebsite" aw JOIN "Asset" a ON a."id" = aw."assetId"
      WHERE aw."websiteId" = w."id" AND a."deletedAt" IS NULL)
    ORDER BY w."name", w."id" LIMIT ${limit}`;
}
