import type { PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { isDecided, isReviewing } from '@/lib/lifecycle/rules/status';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { requireNoConflict } from './require-no-conflict';

/**
 * A submission that is or was judged, for a reviewer who does not belong to its organization.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest
 */
export async function requireReviewOfOthers(
  db: Database,
  platform: PlatformScope & { userId: string },
  submissionId: string,
) {
  const sent = await requireSentSubmissionOfAnyone(db, platform, submissionId);
  // A draft and what is being scanned are the seller's own.
  if (!isReviewing(sent.submission.status) && !isDecided(sent.submission.status))
    throw notFound('submission');
  await requireNoConflict(db, platform, sent.scope);
  return sent;
}
