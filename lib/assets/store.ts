import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { PageRequest } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { AssetFilter, SubmissionStatus } from './schemas';

export type AssetRecord = {
  id: string;
  organizationId: string;
  category: 'SAAS';
  name: string;
  description: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** That of the newest submission; a draft when nothing was ever submitted. */
  status: SubmissionStatus;
  submissionId: string | null;
  websiteIds: string[];
  productNames: string[];
};

const selection = {
  submissions: { orderBy: { number: 'desc' as const }, take: 1, select: { id: true, status: true } },
  websites: { orderBy: { addedAt: 'asc' as const }, select: { websiteId: true } },
  products: { where: { withdrawnAt: null }, select: { name: true } },
} satisfies Prisma.AssetInclude;

type Row = Prisma.AssetGetPayload<{ include: typeof selection }>;

const toRecord = ({
  submissions,
  websites,
  products,
  createdById: _,
  deletedAt: __,
  ...asset
}: Row): AssetRecord => ({
  ...asset,
  status: submissions[0]?.status ?? 'DRAFT',
  submissionId: submissions[0]?.id ?? null,
  websiteIds: websites.map(({ websiteId }) => websiteId),
  productNames: products.map(({ name }) => name),
});

/** @throws AppError NOT_FOUND for an id of another organization, of a deleted asset, or that is none */
export async function findAsset(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<AssetRecord> {
  const row = isId(assetId)
    ? await db.asset.findFirst({
        where: { id: assetId, organizationId: scope.organizationId, deletedAt: null },
        include: selection,
      })
    : null;
  if (!row) throw notFound('asset');
  return toRecord(row);
}

/** @throws AppError NOT_FOUND */
export async function findAssetOfAnyone(
  db: Database,
  _scope: PlatformScope,
  assetId: string,
): Promise<AssetRecord> {
  const row = isId(assetId)
    ? await db.asset.findFirst({ where: { id: assetId, deletedAt: null }, include: selection })
    : null;
  if (!row) throw notFound('asset');
  return toRecord(row);
}

/** Reads the asset and holds its row until the transaction ends: edits, submissions and deletion wait for each other. */
export async function lockAsset(
  tx: Transaction,
  scope: OrganizationScope,
  assetId: string,
): Promise<AssetRecord> {
  if (!isId(assetId)) throw notFound('asset');
  await tx.$queryRaw`SELECT 1 FROM "Asset" WHERE "id" = ${assetId}::uuid AND "organizationId" = ${scope.organizationId}::uuid FOR UPDATE`;
  return findAsset(tx, scope, assetId);
}

export async function insertAsset(
  tx: Transaction,
  scope: OrganizationScope,
  asset: { id: string; category: 'SAAS'; name: string; createdById: string; at: Date },
): Promise<void> {
  const { at, ...columns } = asset;
  await tx.asset.create({
    data: { ...columns, organizationId: scope.organizationId, createdAt: at, updatedAt: at },
  });
}

/** Saves the details if nobody saved since `version`. @returns whether it was the newest version */
export async function updateDetails(
  tx: Transaction,
  scope: OrganizationScope,
  change: { assetId: string; version: number; name: string; description: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.asset.updateMany({
    where: {
      id: change.assetId,
      organizationId: scope.organizationId,
      version: change.version,
      deletedAt: null,
    },
    data: {
      name: change.name,
      description: change.description,
      version: { increment: 1 },
      updatedAt: change.at,
    },
  });
  return count === 1;
}

export async function markDeleted(
  tx: Transaction,
  scope: OrganizationScope,
  assetId: string,
  at: Date,
): Promise<void> {
  await tx.asset.updateMany({
    where: { id: assetId, organizationId: scope.organizationId, deletedAt: null },
    data: { deletedAt: at },
  });
}

/** Adds the website to the asset; a second time changes nothing. @returns whether it was new */
export async function insertAssetWebsite(
  tx: Transaction,
  assetId: string,
  websiteId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.assetWebsite.createMany({
    data: [{ assetId, websiteId, addedAt: at }],
    skipDuplicates: true,
  });
  return count === 1;
}

export async function removeAssetWebsite(
  tx: Transaction,
  assetId: string,
  websiteId: string,
): Promise<boolean> {
  const { count } = await tx.assetWebsite.deleteMany({ where: { assetId, websiteId } });
  return count === 1;
}

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
    SELECT a."id", coalesce(s."status", 'DRAFT') AS status, count(*) OVER () AS total
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
      AND (${filter.status}::text IS NULL OR coalesce(s."status", 'DRAFT')::text = ${filter.status})
    ORDER BY ${order}, a."id"
    LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}`;
  return { ids: rows.map(({ id }) => id), total: Number(rows[0]?.total ?? 0) };
}

/** The records of these ids, in their order. */
export async function findAssets(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<AssetRecord[]> {
  const rows = await db.asset.findMany({
    where: { id: { in: [...ids] }, organizationId: scope.organizationId, deletedAt: null },
    include: selection,
  });
  const byId = new Map(rows.map((row) => [row.id, toRecord(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
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

/** Assets of everyone whose newest submission is approved, in the order of their ids. */
export async function findApprovedAssets(
  db: Database,
  _scope: PlatformScope,
  { after, atMost }: { after: string | null; atMost: number },
): Promise<{ id: string; organizationId: string }[]> {
  return db.$queryRaw`
    SELECT asset."id", asset."organizationId" FROM "Submission" AS approved
    JOIN "Asset" AS asset ON asset."id" = approved."assetId" AND asset."deletedAt" IS NULL
    WHERE approved."status" = 'APPROVED' AND approved."supersededAt" IS NULL
      AND (${after}::uuid IS NULL OR approved."assetId" > ${after}::uuid)
      AND NOT EXISTS (SELECT FROM "Submission" AS newer
        WHERE newer."assetId" = approved."assetId" AND newer."number" > approved."number")
    ORDER BY approved."assetId" LIMIT ${atMost}`;
}
