import type { PlatformScope } from '@/lib/auth/actor';
import { AppError, conflict } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { lockOpenAppeal } from '../store';
import { findMemberships } from './store';

/**
 * A submission under review with its open appeal, which is held until the transaction ends. Who belongs to the seller's
 * organization may not judge it, in whichever organization they work now.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest; CONFLICT when it is no longer under review
 */
export async function lockReview(
  tx: Transaction,
  platform: PlatformScope & { userId: string },
  submissionId: string,
) {
  const seen = await requireSentSubmissionOfAnyone(tx, platform, submissionId);
  const memberships = await findMemberships(tx, platform);
  if (memberships.has(seen.submission.organizationId))
    throw new AppError('FORBIDDEN', { message: 'appeals.conflictOfInterest' });
  const appeal = await lockOpenAppeal(tx, seen.scope, seen.submission.id);
  // Read again: while we waited for the appeal, another reviewer may have decided.
  const sent = await requireSentSubmissionOfAnyone(tx, platform, submissionId);
  if (!isReviewing(sent.submission.status))
    throw conflict('appeals.notUnderReview', { values: { status: sent.submission.status } });
  return { ...sent, appeal };
}
