import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import type { OpenReview } from '../rules/review-load';

/** When reviews came in and when they were decided, since an instant. */
export async function findReviewFlow(
  db: Database,
  _scope: PlatformScope,
  since: Date,
): Promise<{ came: Date[]; decided: Date[] }> {
  const came = await db.submissionTransition.findMany({
    where: { to: REVIEWING, from: { not: REVIEWING }, at: { gte: since } },
    select: { at: true },
  });
  const decided = await db.decisionEnd.findMany({
    where: { kind: 'APPLIED', at: { gte: since } },
    select: { at: true },
  });
  return { came: came.map(({ at }) => at), decided: decided.map(({ at }) => at) };
}

export async function findOpenReviews(db: Database, _scope: PlatformScope): Promise<OpenReview[]> {
  const rows = await db.submission.findMany({
    where: { status: REVIEWING, asset: { deletedAt: null } },
    select: { statusSince: true, deadlineAt: true },
  });
  return rows.map(({ statusSince, deadlineAt }) => ({ since: statusSince, deadlineAt }));
}
