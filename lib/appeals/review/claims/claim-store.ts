import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { REVIEW_LEASE_MINUTES } from '@/lib/core/policy';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Who works at a review. */
export type ReviewClaim = {
  reviewerId: string;
  reviewerName: string | null;
  claimedAt: Date;
  leaseUntil: Date;
  /** Whether the lease goes on, by the database's clock: nobody else may judge. */
  isHeld: boolean;
};

const LEASE_END = Prisma.sql`clock_timestamp() + ${REVIEW_LEASE_MINUTES}::int * interval '1 minute'`;

/**
 * Takes a review that nobody holds, or goes on with one's own. Of two reviewers at once the row decides.
 * @returns whether it is theirs
 */
export async function putClaim(
  tx: Transaction,
  _scope: PlatformScope,
  claim: { submissionId: string; reviewerId: string; from: string | null },
): Promise<boolean> {
  const { submissionId, reviewerId, from } = claim;
  const rows = await tx.$executeRaw`
    INSERT INTO "ReviewClaim" AS c ("submissionId", "reviewerId", "claimedAt", "leaseUntil")
    VALUES (${submissionId}::uuid, ${reviewerId}::uuid, clock_timestamp(), ${LEASE_END})
    ON CONFLICT ("submissionId") DO UPDATE SET "reviewerId" = excluded."reviewerId",
      "leaseUntil" = excluded."leaseUntil",
      "claimedAt" = CASE WHEN c."reviewerId" = excluded."reviewerId" THEN c."claimedAt" ELSE excluded."claimedAt" END
    WHERE c."leaseUntil" <= clock_timestamp() OR c."reviewerId" = ${from}::uuid`;
  return rows === 1;
}

/**
 * Begins one's own lease again, and holds the row until the transaction ends. Whoever comes back after its end goes on:
 * what they wrote meanwhile is not lost where nobody else took the review. @returns whether it was still theirs
 */
export async function extendClaim(
  tx: Transaction,
  scope: PlatformScope & { userId: string },
  submissionId: string,
): Promise<boolean> {
  const rows = await tx.$executeRaw`
    UPDATE "ReviewClaim" SET "leaseUntil" = ${LEASE_END}
    WHERE "submissionId" = ${submissionId}::uuid AND "reviewerId" = ${scope.userId}::uuid`;
  return rows === 1;
}

/** Holds the row, whoever's it is, until the transaction ends. */
export async function lockClaim(tx: Transaction, _scope: PlatformScope, submissionId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "ReviewClaim" WHERE "submissionId" = ${submissionId}::uuid FOR UPDATE`;
}

/** @param reviewerId absent: whoever holds it @returns whether there was one */
export async function deleteClaim(
  tx: Transaction,
  _scope: PlatformScope,
  submissionId: string,
  reviewerId?: string,
): Promise<boolean> {
  const { count } = await tx.reviewClaim.deleteMany({
    where: { submissionId, ...(reviewerId === undefined ? {} : { reviewerId }) },
  });
  return count === 1;
}

export async function findClaim(
  db: Database,
  _scope: OrganizationScope,
  submissionId: string,
): Promise<ReviewClaim | null> {
  const [row] = await db.$queryRaw<ReviewClaim[]>`
    SELECT c."reviewerId", u."name" AS "reviewerName", c."claimedAt", c."leaseUntil",
      c."leaseUntil" > clock_timestamp() AS "isHeld"
    FROM "ReviewClaim" c LEFT JOIN "User" u ON u."id" = c."reviewerId"
    WHERE c."submissionId" = ${submissionId}::uuid`;
  return row ?? null;
}

export type Reviewer = { id: string; name: string };

/** Everybody who may judge what this organization sends, by name. */
export async function findReviewers(db: Database, scope: OrganizationScope): Promise<Reviewer[]> {
  return db.user.findMany({
    where: {
      disabledAt: null,
      platformRoles: { has: 'REVIEWER' },
      members: { none: { organizationId: scope.organizationId } },
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/** Claims that end within these minutes, by the database's clock, with what names their request. */
export function findEndingClaims(
  db: Database,
  _scope: PlatformScope,
  withinMinutes: number,
): Promise<
  {
    submissionId: string;
    organizationId: string;
    assetId: string;
    asset: string;
    number: number;
    reviewerId: string;
    leaseUntil: Date;
  }[]
> {
  return db.$queryRaw`
    SELECT s."id" AS "submissionId", s."organizationId", a."id" AS "assetId", a."name" AS "asset", s."number",
      c."reviewerId", c."leaseUntil"
    FROM "ReviewClaim" c JOIN "Submission" s ON s."id" = c."submissionId" JOIN "Asset" a ON a."id" = s."assetId"
    WHERE c."leaseUntil" > clock_timestamp()
      AND c."leaseUntil" <= clock_timestamp() + ${withinMinutes}::int * interval '1 minute'`;
}
