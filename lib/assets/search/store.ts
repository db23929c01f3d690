import type { OrganizationScope } from '@/lib/auth/actor';
import type { PageRequest } from '@/lib/core/pages';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import type { AssetSearch } from '../schemas';
import type { AssetRecord } from '../store';
import { conditions, NEWEST, STATUS } from './conditions-store';

const ORDER = {
  updated: { desc: Prisma.sql`a."updatedAt" DESC`, asc: Prisma.sql`a."updatedAt" ASC` },
  name: { asc: Prisma.sql`lower(a."name") ASC`, desc: Prisma.sql`lower(a."name") DESC` },
  status: { asc: Prisma.sql`${STATUS} ASC`, desc: Prisma.sql`${STATUS} DESC` },
};
const DEFAULT_DIRECTION = { updated: 'desc', name: 'asc', status: 'asc' } as const;

export type UsedWebsite = { id: string; name: string };

/** @param rows of this page @param total of all pages @param websites that at least one live asset uses, by name */
export type AssetPage = { rows: AssetRecord[]; total: number; websites: UsedWebsite[] };

/** More than anybody chooses from; the search finds assets by host too. */
const MAX_CHOICES = 200;

/** LIMIT keeps it a look at an index for each website: joined, every organization's assets would be read. */
const usedWebsites = ({ organizationId }: OrganizationScope) => Prisma.sql`
  SELECT w."id", w."name" FROM "Website" w
  WHERE w."organizationId" = ${organizationId}::uuid AND w."deletedAt" IS NULL AND (
    SELECT true FROM "AssetWebsite" aw JOIN "Asset" a ON a."id" = aw."assetId"
    WHERE aw."websiteId" = w."id" AND a."deletedAt" IS NULL LIMIT 1)
  ORDER BY w."name", w."id" LIMIT ${MAX_CHOICES}`;

/** A record as JSON has it. */
type Written = {
  [Key in keyof AssetRecord]: Date extends AssetRecord[Key] ? string | null : AssetRecord[Key];
};

const readInstant = (text: string | null) => (text === null ? null : new Date(text));

const readRecord = (row: Written): AssetRecord => ({
  ...row,
  createdAt: new Date(row.createdAt ?? ''),
  updatedAt: new Date(row.updatedAt ?? ''),
  statusSince: readInstant(row.statusSince),
  deadlineAt: readInstant(row.deadlineAt),
  pausedAt: readInstant(row.pausedAt),
});

/** What a row is, of the assets `a` with their newest submission `s`. */
const RECORD = Prisma.sql`a."id", a."organizationId", a."category", a."name", a."description", a."version",
          a."createdAt", a."updatedAt", ${STATUS} AS status, s."id" AS "submissionId", s."reasonCode",
          s."statusSince", s."deadlineAt", s."pausedAt",
          ARRAY(SELECT aw."websiteId" FROM "AssetWebsite" aw WHERE aw."assetId" = a."id"
            ORDER BY aw."addedAt", aw."websiteId") AS "websiteIds",
          ARRAY(SELECT json_build_object('id', p."id", 'name', p."name") FROM "Product" p
            WHERE p."assetId" = a."id" AND p."withdrawnAt" IS NULL ORDER BY p."name", p."id") AS "products"`;

/**
 * One page of assets in order, how many there are in all, and by which websites they can be filtered, in one statement
 * and as JSON: what a row and a statement cost in Prisma is more than what they cost in PostgreSQL. The newest submission
 * of all of them is looked up only where the filter or the order asks for it; otherwise of the page's rows alone.
 */
export async function findAssetPage(
  db: Database,
  scope: OrganizationScope,
  filter: AssetSearch,
  page: PageRequest,
): Promise<AssetPage> {
  const order = Prisma.sql`${ORDER[filter.sort][filter.direction ?? DEFAULT_DIRECTION[filter.sort]]}, a."id"`;
  const where = conditions(scope, filter);
  const counted = filter.status === null ? Prisma.empty : NEWEST;
  // What a search is best begun with depends on how much it may find.
  const isSearch = filter.q !== '' || filter.expiry !== null || filter.interfaces !== null;
  const planned = isSearch ? Prisma.empty : PLANNED_ONCE;
  const ordered = filter.status === null && filter.sort !== 'status' ? Prisma.empty : NEWEST;
  const [found] = await db.$queryRaw<[Omit<AssetPage, 'rows'> & { rows: Written[] }]>`
    SELECT coalesce((SELECT json_agg(listed) FROM (
        SELECT ${RECORD}
        FROM (
          SELECT a.* FROM "Asset" a ${ordered} WHERE ${where}
          ORDER BY ${order} LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}
        ) a ${NEWEST}
        ORDER BY ${order}) listed), '[]') AS rows,
      (SELECT count(*)::int FROM "Asset" a ${counted} WHERE ${where}) AS total,
      coalesce((SELECT json_agg(used) FROM (${usedWebsites(scope)}) used), '[]') AS websites ${planned}`;
  return { ...found, rows: found.rows.map(readRecord) };
}

/** How many assets a filter lets through. */
export async function countAssets(
  db: Database,
  scope: OrganizationScope,
  filter: AssetSearch,
): Promise<number> {
  const counted = filter.status === null ? Prisma.empty : NEWEST;
  const [{ total }] = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS total FROM "Asset" a ${counted} WHERE ${conditions(scope, filter)}`;
  return total;
}

/** Assets that a filter lets through, in the order in which they were made: an edit meanwhile moves none of them. */
export async function findAssetsAfter(
  db: Database,
  scope: OrganizationScope,
  filter: AssetSearch,
  { after, atMost }: { after: string | null; atMost: number },
): Promise<AssetRecord[]> {
  const counted = filter.status === null ? Prisma.empty : NEWEST;
  const beyond = after === null ? Prisma.empty : Prisma.sql`AND a."id" > ${after}::uuid`;
  const [{ rows }] = await db.$queryRaw<[{ rows: Written[] }]>`
    SELECT coalesce(json_agg(listed), '[]') AS rows FROM (
      SELECT ${RECORD} FROM (
        SELECT a.* FROM "Asset" a ${counted} WHERE ${conditions(scope, filter)} ${beyond}
        ORDER BY a."id" LIMIT ${atMost}
      ) a ${NEWEST}
      ORDER BY a."id") listed`;
  return rows.map(readRecord);
}
