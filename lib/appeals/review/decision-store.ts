import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import { readOnce } from '@/lib/db/read-once';
import type { DecisionScope } from '@/lib/findings/rules/standing';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { DecisionRecord } from '../appeal-record';
import type { Outcome } from '../rules/judgement';

/** A decision that can still be undone, or that waits to take effect. */
export type PendingDecision = {
  id: string;
  outcome: Outcome;
  reason: string;
  reviewerId: string;
  at: Date;
};

/** How reviews of a submission ended, newest first: decisions that took effect. */
export const findDecisions = readOnce(
  async (db: Database, scope: OrganizationScope, submissionId: string): Promise<DecisionRecord[]> => {
    const rows = await db.reviewDecision.findMany({
      where: {
        submissionId,
        submission: { organizationId: scope.organizationId },
        end: { kind: 'APPLIED' },
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    });
    const names = await findUserNames(
      db,
      scope,
      rows.map(({ reviewerId }) => reviewerId),
    );
    return rows.map(({ appealId, outcome, reason, reviewerId, at }) => ({
      appealId,
      outcome: outcome as Outcome,
      reason,
      reviewerName: names.get(reviewerId) ?? null,
      at,
    }));
  },
);

/** The decision that has not ended; null when there is none. */
export async function findPendingDecision(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<PendingDecision | null> {
  const row = await db.reviewDecision.findFirst({
    where: { submissionId, submission: { organizationId: scope.organizationId }, end: null },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  return row && { ...row, outcome: row.outcome as Outcome };
}

/** Those of any organization that hold up a review. */
export async function findOpenDecisions(
  db: Database,
  _scope: PlatformScope,
): Promise<{ id: string; at: Date }[]> {
  return db.reviewDecision.findMany({
    where: { end: null, submission: { status: REVIEWING } },
    select: { id: true, at: true },
  });
}

export type WholeDecision = PendingDecision & {
  carryScope: DecisionScope;
  carryDays: number;
  submissionId: string;
  submissionVersion: number;
  appealId: string | null;
  reviewerName: string;
};

/** Null for an id that is none, and for a decision that has ended. */
export async function findOpenDecision(
  db: Database,
  scope: PlatformScope,
  decisionId: string,
): Promise<WholeDecision | null> {
  const row = isId(decisionId)
    ? await db.reviewDecision.findFirst({ where: { id: decisionId, end: null } })
    : null;
  if (!row) return null;
  const names = await findUserNames(db, scope, [row.reviewerId]);
  return { ...row, outcome: row.outcome as Outcome, reviewerName: names.get(row.reviewerId) ?? '' };
}

/** There is no function that changes a decision: a trigger of the database refuses it too. */
export async function insertDecision(
  tx: Transaction,
  _scope: PlatformScope,
  decision: Omit<WholeDecision, 'reviewerName'>,
): Promise<void> {
  await tx.reviewDecision.create({ data: decision });
}

/** What became of a decision. Its effect and undoing it meet here. @returns false when it had ended already */
export async function insertDecisionEnd(
  tx: Transaction,
  _scope: PlatformScope,
  end: { decisionId: string; kind: 'APPLIED' | 'UNDONE' | 'OVERTAKEN'; at: Date },
): Promise<boolean> {
  const { count } = await tx.decisionEnd.createMany({ data: [end], skipDuplicates: true });
  return count === 1;
}
