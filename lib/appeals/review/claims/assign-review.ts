import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { assignReviewSchema } from '../../schemas';
import { claimMissing, requireReview } from '../lock-review';
import { findReviewers, putClaim } from './claim-store';

/**
 * Hands a review to another reviewer: one that nobody holds, or one's own.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest; CONFLICT when somebody else holds it;
 *   PRECONDITION_FAILED for somebody who may not judge it
 */
export async function assignReview(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId, reviewerId } = parseInput(assignReviewSchema, input);
  await inTransaction(async (tx) => {
    const { submission, scope } = await requireReview(tx, platform, submissionId);
    const reviewer = (await findReviewers(tx, scope)).find(({ id }) => id === reviewerId);
    if (!reviewer) throw preconditionFailed('appeals.notAReviewer');
    const from = platform.userId;
    if (!(await putClaim(tx, platform, { submissionId, reviewerId, from })))
      throw await claimMissing(tx, scope, submissionId);
    await recordAudit(tx, context, {
      event: 'review.assigned',
      organizationId: null,
      subject: { type: 'submission', id: submission.id },
      after: { reviewer: reviewer.name },
    });
  });
}
