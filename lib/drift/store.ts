import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { Drift, DriftDifference, DriftWatch } from './drift-record';
import type { CertificateDates } from './rules/certificate';
import type { Facts } from './rules/facts';
import type { Closing } from './rules/judge-look';

/** A watch with what is told of it. */
export type WatchToLook = DriftWatch & { origin: string | null; differences: DriftDifference[] };

/** Instants of the differences come as JSON has them. */
type Row = Omit<WatchToLook, 'differences'> & {
  differences: (Omit<DriftDifference, 'foundAt'> & { foundAt: string })[];
};

const watchesSql = (where: Prisma.Sql) => Prisma.sql`
  SELECT watch."id", watch."organizationId", watch."websiteId", watch."assetId", watch."approvedAt", watch."snapshot",
    watch."snapshotAt", watch."certificate", watch."lookedAt", watch."failures", watch."nextLookAt", watch."version",
    coalesce(w."host", a."name", '') AS "name", w."origin",
    coalesce((SELECT json_agg(json_build_object('id', d."id", 'thing', d."thing", 'before', d."before",
        'after', d."after", 'foundAt', d."foundAt") ORDER BY d."foundAt", d."id")
      FROM "DriftDifference" d WHERE d."watchId" = watch."id" AND d."closedAt" IS NULL), '[]') AS differences
  FROM "DriftWatch" watch LEFT JOIN "Website" w ON w."id" = watch."websiteId"
  LEFT JOIN "Asset" a ON a."id" = watch."assetId"
  WHERE w."deletedAt" IS NULL AND ${where} ORDER BY w."name" NULLS LAST, watch."id"`;

async function findWatches(db: Database, where: Prisma.Sql): Promise<WatchToLook[]> {
  const rows = await db.$queryRaw<Row[]>(watchesSql(where));
  return rows.map(({ differences, ...watch }) => ({
    ...watch,
    differences: differences.map((one) => ({ ...one, foundAt: new Date(one.foundAt) })),
  }));
}

/** The watch if it is due: its time has come, and its website is there. */
export async function findDueWatch(
  db: Database,
  _scope: PlatformScope,
  { watchId, now }: { watchId: string; now: Date },
): Promise<WatchToLook | null> {
  if (!isId(watchId)) return null;
  const [watch] = await findWatches(
    db,
    Prisma.sql`watch."id" = ${watchId}::uuid AND watch."nextLookAt" <= ${now}`,
  );
  return watch ?? null;
}

/** Holds the watch until the transaction ends: two looks, or a look and an acceptance, wait for each other. */
export async function lockWatch(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  watchId: string,
): Promise<WatchToLook> {
  if (!isId(watchId)) throw notFound('page');
  const own = Prisma.sql`watch."id" = ${watchId}::uuid AND watch."organizationId" = ${organizationId}::uuid`;
  await tx.$queryRaw`SELECT 1 FROM "DriftWatch" watch WHERE ${own} FOR UPDATE`;
  const [watch] = await findWatches(tx, own);
  if (!watch) throw notFound('page');
  return watch;
}

export type WatchChange = {
  watchId: string;
  snapshot?: { facts: Facts; at: Date };
  certificate?: CertificateDates | null;
  lookedAt?: Date;
  nextLookAt?: Date;
  failures?: number;
  isDifferent: boolean;
};

/** Changes a watch that is held. */
export async function updateWatch(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  { watchId, snapshot, certificate, isDifferent, ...columns }: WatchChange,
): Promise<void> {
  await tx.driftWatch.updateMany({
    where: { id: watchId, organizationId },
    data: {
      ...columns,
      ...(snapshot ? { snapshot: toJson(snapshot.facts), snapshotAt: snapshot.at } : {}),
      ...(certificate === undefined
        ? {}
        : { certificate: certificate === null ? Prisma.DbNull : toJson(certificate) }),
      ...(isDifferent ? { version: { increment: 1 } } : {}),
    },
  });
}

/** Ends differences of a watch that is held. */
export async function closeDifferences(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  { watchId, closed, at }: { watchId: string; closed: readonly { id: string; closing: Closing }[]; at: Date },
): Promise<void> {
  for (const closing of new Set(closed.map((one) => one.closing))) {
    const ids = closed.filter((one) => one.closing === closing).map(({ id }) => id);
    await tx.driftDifference.updateMany({
      where: { id: { in: ids }, watchId, watch: { organizationId }, closedAt: null },
      data: { closing, closedAt: at },
    });
  }
}

/** Forgets differences of a watch that ended long ago: the audit log has them. */
export async function deleteEndedDifferences(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  { watchId, endedBefore }: { watchId: string; endedBefore: Date },
): Promise<void> {
  await tx.driftDifference.deleteMany({
    where: { watchId, watch: { organizationId }, closedAt: { lt: endedBefore } },
  });
}

/** @param differences of a watch that is held */
export async function insertDifferences(
  tx: Transaction,
  watchId: string,
  differences: readonly DriftDifference[],
): Promise<void> {
  await tx.driftDifference.createMany({ data: differences.map((one) => ({ ...one, watchId })) });
}

async function findDrift(
  db: Database,
  { organizationId }: OrganizationScope,
  where: Prisma.Sql,
): Promise<Drift[]> {
  const watches = await findWatches(
    db,
    Prisma.sql`watch."organizationId" = ${organizationId}::uuid AND watch."nextLookAt" IS NOT NULL AND ${where}`,
  );
  return watches.map(({ snapshot: _, origin: __, ...drift }) => drift);
}

/** At most one: none where no approved asset has the website. */
export const findWebsiteDrift = async (
  db: Database,
  scope: OrganizationScope,
  websiteId: string,
): Promise<Drift[]> =>
  isId(websiteId) ? findDrift(db, scope, Prisma.sql`watch."websiteId" = ${websiteId}::uuid`) : [];

/** The websites that the asset has, then its interface. */
export const findAssetDrift = async (
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<Drift[]> =>
  isId(assetId)
    ? findDrift(
        db,
        scope,
        Prisma.sql`(watch."assetId" = ${assetId}::uuid OR watch."websiteId" IN (
          SELECT aw."websiteId" FROM "AssetWebsite" aw WHERE aw."assetId" = ${assetId}::uuid))`,
      )
    : [];

/** The newest passed probe of an asset's `queryInstance` after an instant: what it was answered with, as it is masked. */
export async function findProbeAnswer(
  db: Database,
  { organizationId }: OrganizationScope,
  { assetId, after }: { assetId: string; after: Date },
): Promise<{ status: number | null; json: unknown } | null> {
  const message = await db.message.findFirst({
    where: {
      ...{ organizationId, assetId, activity: 'queryInstance', purpose: 'PROBE', isPassed: true },
      createdAt: { gt: after },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      attempts: {
        orderBy: { sequence: 'desc' },
        take: 1,
        select: { status: true, maskedResponseJson: true },
      },
    },
  });
  const attempt = message?.attempts[0];
  return attempt ? { status: attempt.status, json: attempt.maskedResponseJson } : null;
}
