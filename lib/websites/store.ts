import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { type Keyset, keysetArguments } from '@/lib/core/keyset';
import type { PageRequest } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import { UNDER_REVIEW } from '@/lib/lifecycle/rules/status';
import { toProfile } from './login/store';
import { type LoginState, loginState } from './rules/login-state';
import { type OwnershipState, oldestValidProof } from './rules/ownership-state';

export type Website = {
  id: string;
  organizationId: string;
  name: string;
  origin: string;
  host: string;
  verifiedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

export type AssetUse = { assetId: string; name: string; isUnderReview: boolean };
export type WebsiteRow = Website & {
  login: LoginState;
  loginSavedAt: Date | null;
  assets: AssetUse[];
  lastScan: LastScan | null;
};
export type LastScan = { id: string; status: string; createdAt: Date; completedAt: Date | null };

const usedBy = {
  where: { asset: { deletedAt: null } },
  orderBy: [{ addedAt: 'asc' }, { assetId: 'asc' }],
  select: {
    asset: {
      select: {
        id: true,
        name: true,
        submissions: { where: { status: { in: [...UNDER_REVIEW] } }, select: { id: true }, take: 1 },
      },
    },
  },
} satisfies Prisma.Website$assetsArgs;

const withUses = {
  assets: usedBy,
  loginProfile: true,
  scans: {
    // A re-test is none.
    where: { purpose: { not: 'RETEST' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 1,
    select: { id: true, status: true, createdAt: true, completedAt: true },
  },
} satisfies Prisma.WebsiteInclude;

type RowWithUses = Prisma.WebsiteGetPayload<{ include: typeof withUses }>;

const plain = (row: Website): Website => ({
  id: row.id,
  organizationId: row.organizationId,
  name: row.name,
  origin: row.origin,
  host: row.host,
  verifiedAt: row.verifiedAt,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const toRow = (row: RowWithUses): WebsiteRow => ({
  ...plain(row),
  login: loginState(row.loginProfile && toProfile(row.loginProfile)),
  loginSavedAt: row.loginProfile?.updatedAt ?? null,
  assets: row.assets.map(({ asset }) => ({
    assetId: asset.id,
    name: asset.name,
    isUnderReview: asset.submissions.length > 0,
  })),
  lastScan: row.scans[0] ?? null,
});

const own = (scope: OrganizationScope, websiteId: string) => ({
  id: websiteId,
  organizationId: scope.organizationId,
  deletedAt: null,
});

/** @throws AppError NOT_FOUND for a removed website and for one of another organization */
export const requireWebsite = readOnce(
  async (db: Database, scope: OrganizationScope, websiteId: string): Promise<WebsiteRow> => {
    const row = isId(websiteId)
      ? await db.website.findFirst({ where: own(scope, websiteId), include: withUses })
      : null;
    if (!row) throw notFound('website');
    return toRow(row);
  },
);

/**
 * The website, held until the transaction ends: whoever changes it, verifies it or starts a scan of it waits here.
 * @throws AppError NOT_FOUND
 */
export async function lockWebsite(
  tx: Transaction,
  scope: OrganizationScope,
  websiteId: string,
): Promise<WebsiteRow> {
  if (!isId(websiteId)) throw notFound('website');
  await tx.$queryRaw`SELECT 1 FROM "Website"
    WHERE "id" = ${websiteId}::uuid AND "organizationId" = ${scope.organizationId}::uuid FOR UPDATE`;
  return requireWebsite(tx, scope, websiteId);
}

/** Whether a scan of the website is queued or running. */
export async function isScanUnfinished(
  db: Database,
  scope: OrganizationScope,
  websiteId: string,
): Promise<boolean> {
  const where = {
    websiteId,
    organizationId: scope.organizationId,
    status: { in: ['QUEUED', 'RUNNING'] },
  } satisfies Prisma.ScanWhereInput;
  return (await db.scan.count({ where })) > 0;
}

const PROVEN: Record<OwnershipState, (oldest: Date) => Prisma.WebsiteWhereInput> = {
  UNVERIFIED: () => ({ verifiedAt: null }),
  VERIFIED: (oldest) => ({ verifiedAt: { gt: oldest } }),
  EXPIRED: (oldest) => ({ verifiedAt: { lte: oldest } }),
};

/** What a person typed, with the wildcards of LIKE taken literally. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export type WebsiteFilter = { search: string; ownership: OwnershipState | null; now: Date };

/** Lately changed first. */
export async function findWebsites(
  db: Database,
  scope: OrganizationScope,
  { search, ownership, now }: WebsiteFilter,
  { page, size }: PageRequest,
): Promise<{ rows: WebsiteRow[]; total: number }> {
  const contains = { contains: literal(search), mode: 'insensitive' } as const;
  const where: Prisma.WebsiteWhereInput = {
    organizationId: scope.organizationId,
    deletedAt: null,
    ...(search === '' ? {} : { OR: [{ name: contains }, { host: contains }] }),
    ...(ownership ? PROVEN[ownership](oldestValidProof(now)) : {}),
  };
  const [rows, total] = await Promise.all([
    db.website.findMany({
      where,
      include: withUses,
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    db.website.count({ where }),
  ]);
  return { rows: rows.map(toRow), total };
}

/** Newest first. */
export async function findWebsitesAfter(
  db: Database,
  { organizationId }: OrganizationScope,
  keyset: Keyset,
): Promise<WebsiteRow[]> {
  const { where, ...place } = keysetArguments(keyset);
  const rows = await db.website.findMany({
    where: { organizationId, deletedAt: null, ...where },
    include: withUses,
    ...place,
  });
  return rows.map(toRow);
}

/** The organization's website of this host, if it has one. */
export async function findWebsiteByHost(
  db: Database,
  scope: OrganizationScope,
  host: string,
): Promise<Website | null> {
  const row = await db.website.findFirst({
    where: { organizationId: scope.organizationId, host, deletedAt: null },
  });
  return row && plain(row);
}

/** A unique index refuses a second website of one host in one organization. */
export async function insertWebsite(
  tx: Transaction,
  scope: OrganizationScope & { userId: string },
  website: { id: string; name: string; origin: string; host: string; at: Date },
): Promise<Website> {
  const { at, ...columns } = website;
  const row = await tx.website.create({
    data: {
      ...columns,
      organizationId: scope.organizationId,
      createdById: scope.userId,
      createdAt: at,
      updatedAt: at,
    },
  });
  return plain(row);
}

export type WebsiteChange = Partial<
  Pick<Prisma.WebsiteUncheckedUpdateInput, 'name' | 'verifiedAt' | 'deletedAt'>
>;

/** Compare-and-set on the version; false when somebody was faster. */
export async function updateWebsite(
  tx: Transaction,
  website: Pick<Website, 'id' | 'organizationId' | 'version'>,
  change: WebsiteChange,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.website.updateMany({
    where: { id: website.id, organizationId: website.organizationId, version: website.version },
    data: { ...change, updatedAt: at, version: { increment: 1 } },
  });
  return count === 1;
}

/** Takes the website off the assets that use it. */
export async function detachFromAssets(tx: Transaction, website: Pick<Website, 'id'>): Promise<void> {
  await tx.assetWebsite.deleteMany({ where: { websiteId: website.id } });
}
