import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { PageRequest } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { carriedUntilSql, IS_SEVERE_SQL } from '@/lib/findings/for-other-rooms';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import type { DecisionRecord, VerdictRecord } from '../appeal-record';
import type { Outcome } from '../rules/judgement';
import { findPeopleNames } from '../store';

export type QueueRow = {
  submissionId: string;
  assetName: string;
  organizationName: string;
  number: number;
  since: Date;
  deadlineAt: Date | null;
  /** An appeal to judge, or a clean submission that the policy holds for a person. */
  kind: 'APPEAL' | 'HELD';
  blocking: number;
  judged: number;
  /** The highest CVSS score that blocks; null where nothing blocks. */
  worstScore: number | null;
};

/** What waits for a reviewer, the nearest deadline first. */
export async function findQueue(
  db: Database,
  _scope: PlatformScope,
  page: PageRequest,
): Promise<{ rows: QueueRow[]; total: number }> {
  const { ids, total } = await findWaiting(db, page);
  const rows = await db.submission.findMany({
    where: { id: { in: ids } },
    orderBy: [{ deadlineAt: 'asc' }, { id: 'asc' }],
    include: {
      asset: { select: { name: true } },
      organization: { select: { name: true } },
      appeals: { where: { decidedAt: null }, include: { verdicts: { select: { round: true } } } },
    },
  });
  const blocking = await findBlocking(db, rows);
  return {
    total,
    rows: rows.map(({ asset, organization, appeals: [appeal], ...submission }) => {
      const own = blocking.filter(({ submissionId }) => submissionId === submission.id);
      return {
        submissionId: submission.id,
        assetName: asset.name,
        organizationName: organization.name,
        number: submission.number,
        since: submission.statusSince,
        deadlineAt: submission.deadlineAt,
        kind: appeal ? 'APPEAL' : 'HELD',
        blocking: own.length,
        judged: appeal?.verdicts.filter(({ round }) => round === appeal.round).length ?? 0,
        worstScore: own.length > 0 ? Math.max(...own.map(({ score }) => score)) : null,
      };
    }),
  };
}

/** A literal: sent as a parameter the status would hide the index of what is under review. */
const IS_REVIEWING = Prisma.raw(`s."status" = '${REVIEWING}'`);

async function findWaiting(db: Database, page: PageRequest): Promise<{ ids: string[]; total: number }> {
  const [row] = await db.$queryRaw<{ ids: string[]; total: number }[]>`
    SELECT
      ARRAY(SELECT s."id"::text FROM "Submission" s JOIN "Asset" a ON a."id" = s."assetId" AND a."deletedAt" IS NULL
        WHERE ${IS_REVIEWING}
        ORDER BY s."deadlineAt", s."id" LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}) AS ids,
      (SELECT count(*)::int FROM "Submission" s JOIN "Asset" a ON a."id" = s."assetId" AND a."deletedAt" IS NULL
        WHERE ${IS_REVIEWING}) AS total`;
  return row ?? { ids: [], total: 0 };
}

/** The blocking findings of the last sending of each of these submissions, as they were when their scans ended. */
async function findBlocking(
  db: Database,
  submissions: readonly { id: string }[],
): Promise<{ submissionId: string; score: number }[]> {
  const place = {
    websiteId: Prisma.sql`scan."websiteId"`,
    assetId: Prisma.sql`s."assetId"`,
    at: Prisma.sql`scan."completedAt"`,
  };
  return db.$queryRaw`
    SELECT s."id" AS "submissionId", f."cvssScore" AS score
    FROM "Submission" s JOIN "Scan" scan ON scan."submissionId" = s."id" AND scan."createdAt" >= s."submittedAt"
    JOIN "Finding" f ON f."scanId" = scan."id" AND ${IS_SEVERE_SQL}
    WHERE s."id" = ANY(${submissions.map(({ id }) => id)}::uuid[]) AND ${carriedUntilSql(place)} IS NULL`;
}

/** The organizations that a person belongs to: what they come from they may not judge. */
export async function findMemberships(
  db: Database,
  scope: PlatformScope & { userId: string },
): Promise<Set<string>> {
  const rows = await db.member.findMany({
    where: { userId: scope.userId },
    select: { organizationId: true },
  });
  return new Set(rows.map(({ organizationId }) => organizationId));
}

export async function requireOrganizationName(db: Database, scope: OrganizationScope): Promise<string> {
  const row = await db.organization.findUniqueOrThrow({
    where: { id: scope.organizationId },
    select: { name: true },
  });
  return row.name;
}

/** Those of one round, oldest first. */
export async function findVerdicts(
  db: Database,
  scope: OrganizationScope,
  appeal: { id: string; round: number },
): Promise<VerdictRecord[]> {
  const rows = await db.verdict.findMany({
    where: { appealId: appeal.id, round: appeal.round, appeal: { organizationId: scope.organizationId } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const names = await findPeopleNames(
    db,
    rows.map(({ reviewerId }) => reviewerId),
  );
  return rows.map(({ findingId, round, outcome, reason, reviewerId, at }) => ({
    findingId,
    round,
    outcome,
    reason,
    reviewerName: names.get(reviewerId) ?? null,
    at,
  }));
}

/** There is no function that changes a verdict: a trigger of the database refuses it too. */
export async function insertVerdict(
  tx: Transaction,
  _scope: PlatformScope,
  verdict: {
    id: string;
    appealId: string;
    findingId: string;
    round: number;
    outcome: Outcome;
    reason: string;
    reviewerId: string;
    at: Date;
  },
): Promise<void> {
  await tx.verdict.create({ data: verdict });
}

/** How reviews of a submission ended, newest first. */
export async function findDecisions(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<DecisionRecord[]> {
  const rows = await db.reviewDecision.findMany({
    where: { submissionId, submission: { organizationId: scope.organizationId } },
    orderBy: { at: 'desc' },
  });
  const names = await findPeopleNames(
    db,
    rows.map(({ reviewerId }) => reviewerId),
  );
  return rows.map(({ appealId, outcome, reason, reviewerId, at }) => ({
    appealId,
    outcome,
    reason,
    reviewerName: names.get(reviewerId) ?? null,
    at,
  }));
}

export async function insertDecision(
  tx: Transaction,
  _scope: PlatformScope,
  decision: {
    id: string;
    submissionId: string;
    appealId: string | null;
    outcome: Outcome;
    reason: string;
    reviewerId: string;
    at: Date;
  },
): Promise<void> {
  await tx.reviewDecision.create({ data: decision });
}

/** Ends an appeal; nothing opens it again. */
export async function closeAppeal(
  tx: Transaction,
  scope: PlatformScope & { userId: string },
  appealId: string,
  at: Date,
): Promise<void> {
  await tx.appeal.updateMany({
    where: { id: appealId, decidedAt: null },
    data: { decidedAt: at, decidedById: scope.userId },
  });
}
