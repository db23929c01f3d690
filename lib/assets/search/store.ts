import type { OrganizationScope } from '@/lib/auth/actor';
import type { PageRequest } from '@/lib/core/pages';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { FIRST_STATUS } from '@/lib/lifecycle/rules/status';
import type { AssetFilter } from '../schemas';

/** `100%` searched for is 100% found: the wildcards of LIKE are plain characters here. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const ORDER = {
  updated: { desc: Prisma.sql`a."updatedAt" DESC`, asc: Prisma.sql`a."updatedAt" ASC` },
  name: { asc: Prisma.sql`lower(a."name") ASC`, desc: Prisma.sql`lower(a."name") DESC` },
  status: { asc: Prisma.sql`status ASC`, desc: Prisma.sql`status DESC` },
};
const DEFAULT_DIRECTION = { updated: 'desc', name: 'asc', status: 'asc' } as const;

/** One page of ids in order, and how many there are in all. */
export async function searchAssetIds(
  db: Database,
  scope: OrganizationScope,
  filter: AssetFilter,
  page: PageRequest,
): Promise<{ ids: string[]; total: number }> {
  const order = ORDER[filter.sort][filter.direction ?? DEFAULT_DIRECTION[filter.sort]];
  const rows = await db.$queryRaw<{ id: string; total: bigint }[]>`
    SELECT a."id", coalesce(s."status", ${FIRST_STATUS}::"SubmissionStatus") AS status, count(*) OVER () AS total
    FROM "Asset" a
    LEFT JOIN LATERAL (
      SELECT "status" FROM "Submission" WHERE "assetId" = a."id" ORDER BY "number" DESC LIMIT 1
    ) s ON true
    WHERE a."organizationId" = ${scope.organizationId}::uuid AND a."deletedAt" IS NULL
      AND (${filter.q} = '' OR a."name" ILIKE ${containing(filter.q)} OR EXISTS (
        SELECT 1 FROM "AssetWebsite" aw JOIN "Website" w ON w."id" = aw."websiteId"
        WHERE aw."assetId" = a."id" AND w."host" ILIKE ${containing(filter.q)}))
      AND (${filter.website}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM "AssetWebsite" aw WHERE aw."assetId" = a."id" AND aw."websiteId" = ${filter.website}::uuid))
      AND (${filter.status}::text IS NULL OR coalesce(s."status", ${FIRST_STATUS}::"SubmissionStatus")::text = ${filter.status})
    ORDER BY ${order}, a."id"
    LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}`;
  return { ids: rows.map(({ id }) => id), total: Number(rows[0]?.total ?? 0) };
}

export type UsedWebsite = { id: string; name: string; host: string };

/** The websites that at least one live asset uses, by name. */
export function findUsedWebsites(
  db: Database,
  scope: OrganizationScope,
  limit: number,
): Promise<UsedWebsite[]> {
  return db.website.findMany({
    where: {
      organizationId: scope.organizationId,
      deletedAt: null,
      assets: { some: { asset: { deletedAt: null } } },
    },
    select: { id: true, name: true, host: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}
