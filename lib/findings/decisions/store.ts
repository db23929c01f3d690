import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { CarriedDecision } from '../finding-record';
import { severeWhere } from '../rules/finding';
import type { StandingPlace } from '../rules/standing';

/** `isSevere` of the finding `f`. The values are literals, as its indexes have them. */
export const IS_SEVERE_SQL = Prisma.raw(
  `f."severity" = '${severeWhere.severity}' AND f."confidence" = '${severeWhere.confidence}'`,
);

/**
 * `findStanding` of the finding `f` in SQL: until when the last decision that carries it holds; null where none does. With
 * `IS_SEVERE_SQL` it is `isBlocking`.
 * @param place SQL of the website, of the asset for which the finding counts, and of the instant
 */
export const carriedUntilSql = (place: Record<'websiteId' | 'assetId' | 'at', Prisma.Sql>): Prisma.Sql =>
  Prisma.sql`(
    SELECT max(d."validUntil") FROM "CarriedDecision" d
    WHERE d."organizationId" = f."organizationId" AND d."fingerprint" = f."fingerprint"
      AND d."evidenceHash" = f."evidenceHash" AND d."checkVersion" IS NOT DISTINCT FROM f."checkVersion"
      AND d."revokedAt" IS NULL AND d."decidedAt" <= ${place.at} AND d."validUntil" > ${place.at}
      AND CASE d."scope" WHEN 'WEBSITE' THEN d."websiteId" = ${place.websiteId}
        WHEN 'ASSET' THEN d."assetId" = ${place.assetId} ELSE true END)`;

/** When the decisions on the finding `f` were last revoked; null where none was. */
export const REVOKED_AT_SQL = Prisma.sql`(
    SELECT max(d."revokedAt") FROM "CarriedDecision" d
    WHERE d."organizationId" = f."organizationId" AND d."fingerprint" = f."fingerprint")`;

type DecisionFilter = Prisma.CarriedDecisionWhereInput;

/** Decisions of the organization, newest first. */
export async function findCarriedDecisions(
  db: Database,
  scope: OrganizationScope,
  where: Pick<DecisionFilter, 'id' | 'websiteId' | 'fingerprint' | 'lookalikeKey'>,
): Promise<CarriedDecision[]> {
  const rows = await db.carriedDecision.findMany({
    where: { ...where, organizationId: scope.organizationId },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
  });
  const ids = rows.flatMap(({ decidedById, revokedById }) => [
    decidedById,
    ...(revokedById ? [revokedById] : []),
  ]);
  const names = await findUserNames(db, scope, ids);
  return rows.map(({ organizationId: _, decidedById, revokedById, ...row }) => ({
    ...row,
    conclusion: row.conclusion as CarriedDecision['conclusion'],
    deciderName: names.get(decidedById) ?? null,
    revokerName: revokedById === null ? null : (names.get(revokedById) ?? null),
  }));
}

/** Where the findings of these scans stand: what was sent counts for its asset, a self-check for all that use the website. */
export async function findStandingPlaces(
  db: Database,
  scope: OrganizationScope,
  scanIds: readonly string[],
): Promise<Map<string, StandingPlace & { endedAt: Date | null }>> {
  const rows = await db.$queryRaw<
    { id: string; websiteId: string; completedAt: Date | null; assetIds: string[] }[]
  >`
    SELECT s."id", s."websiteId", s."completedAt", CASE WHEN s."submissionId" IS NULL
      THEN ARRAY(SELECT aw."assetId"::text FROM "AssetWebsite" aw
        JOIN "Asset" a ON a."id" = aw."assetId" AND a."deletedAt" IS NULL WHERE aw."websiteId" = s."websiteId")
      ELSE ARRAY(SELECT "assetId"::text FROM "Submission" WHERE "id" = s."submissionId") END AS "assetIds"
    FROM "Scan" s
    WHERE s."id" = ANY(${[...scanIds]}::uuid[]) AND s."organizationId" = ${scope.organizationId}::uuid`;
  return new Map(
    rows.map(({ id, websiteId, completedAt, assetIds }) => [
      id,
      { websiteId, assetIds, endedAt: completedAt },
    ]),
  );
}

type NewDecision = Omit<Prisma.CarriedDecisionUncheckedCreateInput, 'organizationId'> & {
  conclusion: CarriedDecision['conclusion'];
};

export async function insertCarriedDecisions(
  tx: Transaction,
  scope: OrganizationScope,
  decisions: readonly NewDecision[],
): Promise<void> {
  await tx.carriedDecision.createMany({
    data: decisions.map((decision) => ({ ...decision, organizationId: scope.organizationId })),
  });
}

/** Ends decisions before their time. @returns those that were not revoked already */
export async function revokeDecisions(
  tx: Transaction,
  scope: OrganizationScope,
  where: Pick<DecisionFilter, 'id' | 'fingerprint'>,
  by: { revokedById: string; revokedAt: Date; revokeReason: string },
): Promise<{ id: string; websiteId: string; assetId: string }[]> {
  return tx.carriedDecision.updateManyAndReturn({
    where: { ...where, organizationId: scope.organizationId, revokedAt: null },
    data: by,
    select: { id: true, websiteId: true, assetId: true },
  });
}
