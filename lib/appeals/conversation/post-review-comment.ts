import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { changeStatus } from '@/lib/submissions/change-status';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { takeEvidence } from '../evidence/take-evidence';
import { lockUnderReview } from '../review/lock-review';
import { reviewCommentSchema } from '../schemas';
import { addComment } from './add-comment';
import { findComments } from './store';

/**
 * What a reviewer writes in the conversation of a review. A question makes it the seller's turn and pauses the clock.
 * @throws AppError NOT_FOUND; VALIDATION; LIMIT_EXCEEDED; FORBIDDEN for a conflict of interest; CONFLICT when it is no
 *   longer under review
 */
export async function postReviewComment(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId, isQuestion, file, ...comment } = parseInput(reviewCommentSchema, input);
  await requireSentSubmissionOfAnyone(database(), platform, submissionId);
  const evidence = file && (await takeEvidence(file));
  await inTransaction(async (tx) => {
    const { submission, findings, appeal, scope } = await lockUnderReview(tx, platform, submissionId);
    if (isQuestion && submission.pausedAt === null)
      await changeStatus({ ...context, tx }, scope, submission, { event: 'ask' });
    const author = { ...scope, userId: platform.userId };
    const comments = await findComments(tx, scope, submission.id);
    await addComment(
      tx,
      context,
      { submission, findings, appeal, scope: author, comments },
      {
        ...comment,
        evidence,
        side: 'REVIEWER',
        kind: isQuestion ? 'QUESTION' : 'PLAIN',
      },
    );
  });
}
