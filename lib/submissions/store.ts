import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { PageRequest } from '@/lib/core/pages';
import { APPEALS_PER_SUBMISSION } from '@/lib/core/policy';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma, Submission } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import { readOnce } from '@/lib/db/read-once';
import { APPROVED, FIRST_STATUS, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { SubmissionSnapshot } from './rules/snapshot';
import type { Decided } from './rules/status-line';

export type SubmissionRecord = Omit<Submission, 'snapshot'> & { snapshot: SubmissionSnapshot | null };
export type SubmissionRow = SubmissionRecord & { assetName: string; submittedByName: string | null };
export type TransitionRecord = {
  sequence: number;
  event: string;
  from: SubmissionStatus | null;
  to: SubmissionStatus;
  /** Null for a part of the program. */
  actorId: string | null;
  actorLabel: string;
  reasonCode: string | null;
  at: Date;
};

export const toSubmissionRecord = (row: Submission): SubmissionRecord => ({
  ...row,
  snapshot: row.snapshot as SubmissionSnapshot | null,
});

/** @throws AppError NOT_FOUND for an id of another organization or that is none */
export const requireSubmission = readOnce(
  async (db: Database, scope: OrganizationScope, submissionId: string): Promise<SubmissionRecord> => {
    const row = isId(submissionId)
      ? await db.submission.findFirst({ where: { id: submissionId, organizationId: scope.organizationId } })
      : null;
    if (!row) throw notFound('submission');
    return toSubmissionRecord(row);
  },
);

/** Ignores organizations; for reviewers and system jobs only; null when there is none. */
export const findSubmissionOfAnyone = readOnce(
  async (db: Database, _scope: PlatformScope, submissionId: string): Promise<SubmissionRecord | null> => {
    const row = isId(submissionId) ? await db.submission.findUnique({ where: { id: submissionId } }) : null;
    return row && toSubmissionRecord(row);
  },
);

/** The asset's newest submission; null before the first. */
export const findNewest = readOnce(
  async (db: Database, scope: OrganizationScope, assetId: string): Promise<SubmissionRecord | null> => {
    const row = await db.submission.findFirst({
      where: { assetId, organizationId: scope.organizationId },
      orderBy: { number: 'desc' },
    });
    return row && toSubmissionRecord(row);
  },
);

/** All submissions of an asset, newest first. */
export async function findAssetSubmissions(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<SubmissionRecord[]> {
  const rows = await db.submission.findMany({
    where: { assetId, organizationId: scope.organizationId },
    orderBy: { number: 'desc' },
  });
  return rows.map(toSubmissionRecord);
}

export async function insertDraft(
  tx: Transaction,
  scope: OrganizationScope,
  draft: { id: string; assetId: string; number: number; createdById: string; at: Date },
): Promise<SubmissionRecord> {
  const { at, ...columns } = draft;
  const row = await tx.submission.create({
    data: {
      ...columns,
      organizationId: scope.organizationId,
      status: FIRST_STATUS,
      createdAt: at,
      statusSince: at,
    },
  });
  return toSubmissionRecord(row);
}

export type StatusChange = {
  submissionId: string;
  version: number;
  from: SubmissionStatus;
  to: SubmissionStatus;
  at: Date;
  reasonCode: string | null;
  snapshot?: SubmissionSnapshot;
  submittedById?: string;
  deadlineAt?: Date | null;
  pausedAt?: Date | null;
};

/** The compare-and-set through which every status changes. @returns whether the submission was still as the caller saw it */
export async function compareAndSetStatus(tx: Transaction, change: StatusChange): Promise<boolean> {
  const { count } = await tx.submission.updateMany({
    where: { id: change.submissionId, status: change.from, version: change.version },
    data: {
      status: change.to,
      version: { increment: 1 },
      // A question and its answer change nothing of how the submission came to its status, nor since when.
      ...(change.to === change.from ? {} : { statusSince: change.at, reasonCode: change.reasonCode }),
      ...(change.snapshot ? { snapshot: toJson(change.snapshot), submittedAt: change.at } : {}),
      ...(change.submittedById ? { submittedById: change.submittedById } : {}),
      ...(change.deadlineAt === undefined ? {} : { deadlineAt: change.deadlineAt }),
      ...(change.pausedAt === undefined ? {} : { pausedAt: change.pausedAt }),
    },
  });
  return count === 1;
}

export async function insertTransition(
  tx: Transaction,
  transition: Prisma.SubmissionTransitionUncheckedCreateInput,
): Promise<void> {
  await tx.submissionTransition.create({ data: transition });
}

export async function nextSequence(tx: Transaction, submissionId: string): Promise<number> {
  const { _max } = await tx.submissionTransition.aggregate({
    where: { submissionId },
    _max: { sequence: true },
  });
  return (_max.sequence ?? 0) + 1;
}

/** Marks what an approval replaces. @returns the ids of the submissions that are no longer on sale */
export async function supersedeOlder(
  tx: Transaction,
  submission: { id: string; assetId: string },
  at: Date,
): Promise<string[]> {
  const rows = await tx.submission.updateManyAndReturn({
    where: {
      assetId: submission.assetId,
      id: { not: submission.id },
      status: APPROVED,
      supersededAt: null,
    },
    data: { supersededAt: at },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Oldest first. */
export async function findTransitions(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<TransitionRecord[]> {
  return db.submissionTransition.findMany({
    where: { submissionId, submission: { organizationId: scope.organizationId } },
    orderBy: { sequence: 'asc' },
    omit: { id: true, submissionId: true },
  });
}

/** One page of submissions, the newest change of status first, and how many there are in each status. */
export async function searchSubmissions(
  db: Database,
  scope: OrganizationScope,
  status: SubmissionStatus | null,
  page: PageRequest,
): Promise<{ rows: SubmissionRow[]; total: number; counts: Record<SubmissionStatus, number> }> {
  const [rows, counts] = await Promise.all([
    db.submission.findMany({
      where: {
        organizationId: scope.organizationId,
        asset: { deletedAt: null },
        status: status ?? undefined,
      },
      include: { asset: { select: { name: true } } },
      orderBy: [{ statusSince: 'desc' }, { id: 'desc' }],
      skip: (page.page - 1) * page.size,
      take: page.size,
    }),
    countSubmissions(db, scope),
  ]);
  const names = await findUserNames(
    db,
    scope,
    rows.flatMap(({ submittedById }) => submittedById ?? []),
  );
  return {
    rows: rows.map(({ asset, ...row }) => ({
      ...toSubmissionRecord(row),
      assetName: asset.name,
      submittedByName: row.submittedById ? (names.get(row.submittedById) ?? null) : null,
    })),
    counts,
    total: status ? counts[status] : Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}

/** How many submissions of the organization are in each status; those of deleted assets, which are few, are left out. */
async function countSubmissions(
  db: Database,
  scope: OrganizationScope,
): Promise<Record<SubmissionStatus, number>> {
  const groups = await db.$queryRaw<{ status: SubmissionStatus; count: number }[]>`
    SELECT "status"::text AS status, count(*)::int AS count FROM "Submission"
    WHERE "organizationId" = ${scope.organizationId}::uuid AND "assetId" NOT IN (
      SELECT "id" FROM "Asset" WHERE "organizationId" = ${scope.organizationId}::uuid AND "deletedAt" IS NOT NULL)
    GROUP BY "status"`;
  const counts = { DRAFT: 0, SCANNING: 0, APPROVED: 0, REJECTED: 0, REVIEWING: 0 };
  for (const { status, count } of groups) counts[status] = count;
  return counts;
}

/** The decisions of each submission's last decided appeal, by submission id; one without such an appeal is absent. */
export async function countDecisions(
  db: Database,
  scope: OrganizationScope,
  submissionIds: readonly string[],
): Promise<Map<string, Decided>> {
  if (submissionIds.length === 0) return new Map();
  const rows = await db.$queryRaw<({ submissionId: string } & Decided)[]>`
    SELECT newest."submissionId",
      count(*) FILTER (WHERE v."outcome" = 'ACCEPTED')::int AS accepted,
      count(*) FILTER (WHERE v."outcome" = 'REJECTED')::int AS rejected,
      newest."decided" >= ${APPEALS_PER_SUBMISSION} AS "isFinal"
    FROM (
      SELECT DISTINCT ON ("submissionId") *, count(*) OVER (PARTITION BY "submissionId") AS "decided" FROM "Appeal"
      WHERE "organizationId" = ${scope.organizationId}::uuid AND "submissionId" = ANY(${[...submissionIds]}::uuid[])
        AND "decidedAt" IS NOT NULL
      ORDER BY "submissionId", "decidedAt" DESC, "id" DESC
    ) newest
    CROSS JOIN LATERAL (SELECT DISTINCT ON ("findingId") "outcome" FROM "Verdict" WHERE "appealId" = newest."id"
      AND "round" = newest."round" ORDER BY "findingId", "revision" DESC) v
    GROUP BY newest."submissionId", newest."decided"`;
  return new Map(rows.map(({ submissionId, ...counts }) => [submissionId, counts]));
}
