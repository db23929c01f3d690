import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import type { OpenReview } from '../rules/review-load';
import { findMemberships } from './store';

type ReviewerScope = PlatformScope & { userId: string };

/** What is not of the reviewer's own organizations. */
const ofOthers = async (db: Database, scope: ReviewerScope) => ({
  organizationId: { notIn: [...(await findMemberships(db, scope))] },
});

/** When reviews came in and when they were decided, since an instant. */
export async function findReviewFlow(
  db: Database,
  scope: ReviewerScope,
  since: Date,
): Promise<{ came: Date[]; decided: Date[] }> {
  const submission = await ofOthers(db, scope);
  const came = await db.submissionTransition.findMany({
    where: { to: REVIEWING, from: { not: REVIEWING }, at: { gte: since }, submission },
    select: { at: true },
  });
  const decided = await db.decisionEnd.findMany({
    where: { kind: 'APPLIED', at: { gte: since }, decision: { submission } },
    select: { at: true },
  });
  return { came: came.map(({ at }) => at), decided: decided.map(({ at }) => at) };
}

export async function findOpenReviews(db: Database, scope: ReviewerScope): Promise<OpenReview[]> {
  const rows = await db.submission.findMany({
    where: { status: REVIEWING, asset: { deletedAt: null }, ...(await ofOthers(db, scope)) },
    select: { statusSince: true, deadlineAt: true, pausedAt: true },
  });
  return rows.map(({ statusSince: since, ...clock }) => ({ since, ...clock }));
}
