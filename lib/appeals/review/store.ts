import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma, Verdict } from '@/lib/db/generated/client';
import { readEachOnce, readOnce } from '@/lib/db/read-once';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { VerdictRecord } from '../appeal-record';

/** The organizations that a person belongs to: what they come from they may not judge. */
export const findMemberships = readOnce(
  async (db: Database, scope: PlatformScope & { userId: string }): Promise<Set<string>> => {
    const rows = await db.member.findMany({
      where: { userId: scope.userId },
      select: { organizationId: true },
    });
    return new Set(rows.map(({ organizationId }) => organizationId));
  },
);

export async function requireOrganizationName(db: Database, scope: OrganizationScope): Promise<string> {
  const row = await db.organization.findUniqueOrThrow({
    where: { id: scope.organizationId },
    select: { name: true },
  });
  return row.name;
}

/** Every verdict of these appeals by the appeal's id, in the order in which they were given. */
const findGivenVerdicts = readEachOnce(
  async (db: Database, scope: OrganizationScope, appealIds: readonly string[]) => {
    const rows = await db.verdict.findMany({
      where: { appealId: { in: [...appealIds] }, appeal: { organizationId: scope.organizationId } },
      orderBy: [{ at: 'asc' }, { revision: 'asc' }, { id: 'asc' }],
    });
    return new Map(appealIds.map((id) => [id, rows.filter(({ appealId }) => appealId === id)]));
  },
);

/** The newest verdict on each finding of one round of each appeal, in the order in which they were given. */
export async function findVerdicts(
  db: Database,
  scope: OrganizationScope,
  appeals: readonly { id: string; round: number }[],
): Promise<VerdictRecord[]> {
  const given = await findGivenVerdicts(
    db,
    scope,
    appeals.map(({ id }) => id),
  );
  const rounds = appeals.map(({ id, round }) => given.get(id)?.filter((row) => row.round === round) ?? []);
  const names = await findUserNames(
    db,
    scope,
    rounds.flat().map(({ reviewerId }) => reviewerId),
  );
  return rounds.flatMap((rows) => {
    const newest = new Map(rows.map((row) => [row.findingId, row]));
    return rows
      .filter((row) => row === newest.get(row.findingId))
      .map(({ id: _, appealId: __, ...row }) => ({
        ...row,
        agreed: countAgreed(
          rows.filter(({ findingId }) => findingId === row.findingId),
          row.outcome,
        ),
        reviewerName: names.get(row.reviewerId) ?? null,
      }));
  });
}

/** How many reviewers have said the same since somebody last said something else. */
function countAgreed(revisions: readonly Verdict[], outcome: Verdict['outcome']): number {
  const last = revisions.findLastIndex((one) => one.outcome !== outcome);
  return new Set(revisions.slice(last + 1).map(({ reviewerId }) => reviewerId)).size;
}

/** There is no function that changes a verdict: a trigger of the database refuses it too. */
export async function insertVerdicts(
  tx: Transaction,
  _scope: PlatformScope,
  verdicts: Prisma.VerdictCreateManyInput[],
): Promise<void> {
  await tx.verdict.createMany({ data: verdicts });
}

/** Ends an appeal; nothing opens it again. */
export async function closeAppeal(
  tx: Transaction,
  _scope: PlatformScope,
  appealId: string,
  by: { reviewerId: string; at: Date },
): Promise<void> {
  await tx.appeal.updateMany({
    where: { id: appealId, decidedAt: null },
    data: { decidedAt: by.at, decidedById: by.reviewerId },
  });
}
