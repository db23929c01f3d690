import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { type Keyset, keysetArguments } from '@/lib/core/keyset';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import { APPROVED, FIRST_STATUS, type SubmissionStatus } from '@/lib/lifecycle/rules/status';

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
  /** Of the newest submission: why it has its status, since when, and until when a reviewer has time. */
  reasonCode: string | null;
  statusSince: Date | null;
  deadlineAt: Date | null;
  pausedAt: Date | null;
  websiteIds: string[];
  /** Those on sale, by name. */
  products: { id: string; name: string }[];
};

const selection = {
  submissions: {
    orderBy: { number: 'desc' as const },
    take: 1,
    select: { id: true, status: true, statusSince: true, reasonCode: true, deadlineAt: true, pausedAt: true },
  },
  websites: {
    orderBy: [{ addedAt: 'asc' as const }, { websiteId: 'asc' as const }],
    select: { websiteId: true },
  },
  products: {
    where: { withdrawnAt: null },
    orderBy: [{ name: 'asc' as const }, { id: 'asc' as const }],
    select: { id: true, name: true },
  },
} satisfies Prisma.AssetInclude;

type Row = Prisma.AssetGetPayload<{ include: typeof selection }>;

const toRecord = ({ submissions, websites, createdById: _, deletedAt: __, ...asset }: Row): AssetRecord => ({
  ...asset,
  status: submissions[0]?.status ?? FIRST_STATUS,
  submissionId: submissions[0]?.id ?? null,
  statusSince: submissions[0]?.statusSince ?? null,
  reasonCode: submissions[0]?.reasonCode ?? null,
  deadlineAt: submissions[0]?.deadlineAt ?? null,
  pausedAt: submissions[0]?.pausedAt ?? null,
  websiteIds: websites.map(({ websiteId }) => websiteId),
});

/** @throws AppError NOT_FOUND for an id of another organization, of a deleted asset, or that is none */
export const requireAsset = readOnce(
  async (db: Database, scope: OrganizationScope, assetId: string): Promise<AssetRecord> => {
    const row = isId(assetId)
      ? await db.asset.findFirst({
          where: { id: assetId, organizationId: scope.organizationId, deletedAt: null },
          include: selection,
        })
      : null;
    if (!row) throw notFound('asset');
    return toRecord(row);
  },
);

/** @throws AppError NOT_FOUND */
export async function requireAssetOfAnyone(
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
  return requireAsset(tx, scope, assetId);
}

/** For a text that names it, also when it is deleted. */
export async function findAssetName(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<string> {
  const where = { id: assetId, organizationId: scope.organizationId };
  return (await db.asset.findFirst({ where, select: { name: true } }))?.name ?? '';
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

/** Of these assets, those that were ever sent for review. */
export async function findSubmittedAssets(
  db: Database,
  { organizationId }: OrganizationScope,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ assetId: string }[]>`
    SELECT DISTINCT "assetId" FROM "Submission" WHERE "assetId" = ANY(${[...ids]}::uuid[])
      AND "organizationId" = ${organizationId}::uuid
      AND ("submittedAt" IS NOT NULL OR "status" <> ${FIRST_STATUS}::"SubmissionStatus")`;
  return new Set(rows.map(({ assetId }) => assetId));
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

/** Never backwards: two changes may end in another order than they began. */
export async function touchAsset(tx: Transaction, assetId: string, at: Date): Promise<void> {
  await tx.asset.updateMany({ where: { id: assetId, updatedAt: { lt: at } }, data: { updatedAt: at } });
}

export async function moveScannedAssets(db: Database, _scope: PlatformScope, scanId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Asset" a SET "updatedAt" = s."completedAt"
    FROM "Scan" s JOIN "AssetWebsite" aw ON aw."websiteId" = s."websiteId"
    WHERE s."id" = ${scanId}::uuid AND a."id" = aw."assetId" AND a."updatedAt" < s."completedAt"`;
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

/** Newest first. */
export async function findAssetsFrom(
  db: Database,
  { organizationId }: OrganizationScope,
  keyset: Keyset,
): Promise<AssetRecord[]> {
  const { where, ...place } = keysetArguments(keyset);
  const rows = await db.asset.findMany({
    where: { organizationId, deletedAt: null, ...where },
    include: selection,
    ...place,
  });
  return rows.map(toRecord);
}

/** Assets of all organizations whose newest submission is approved, in the order of their ids. */
export async function findApprovedAssets(
  db: Database,
  _scope: PlatformScope,
  { after, atMost }: { after: string | null; atMost: number },
): Promise<{ id: string; organizationId: string }[]> {
  return db.$queryRaw`
    SELECT asset."id", asset."organizationId" FROM "Submission" AS approved
    JOIN "Asset" AS asset ON asset."id" = approved."assetId" AND asset."deletedAt" IS NULL
    WHERE approved."status" = ${APPROVED}::"SubmissionStatus" AND approved."supersededAt" IS NULL
      AND (${after}::uuid IS NULL OR approved."assetId" > ${after}::uuid)
      AND NOT EXISTS (SELECT FROM "Submission" AS newer
        WHERE newer."assetId" = approved."assetId" AND newer."number" > approved."number")
    ORDER BY approved."assetId" LIMIT ${atMost}`;
}
