import { authorise, type Context } from '@/lib/auth/actor';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { changeStatus } from '@/lib/submissions/change-status';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { takeEvidence } from '../evidence/take-evidence';
import { openQuestions } from '../rules/conversation';
import { commentSchema } from '../schemas';
import { lockOpenAppeal } from '../store';
import { addComment } from './add-comment';
import { findComments } from './store';

/**
 * What the seller writes in the conversation of a review. Below a question it is the reply; the reply to the last
 * open question lets the clock run again, its deadline moved by the pause.
 * @throws AppError NOT_FOUND; VALIDATION; LIMIT_EXCEEDED; CONFLICT when it is no longer under review
 */
export async function postComment(context: Context, input: unknown): Promise<{ commentId: string }> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, file, ...comment } = parseInput(commentSchema, input);
  await requireSentSubmission(database(), scope, submissionId);
  const evidence = file && (await takeEvidence(file));
  return inTransaction(async (tx) => {
    const appeal = await lockOpenAppeal(tx, scope, submissionId);
    const { submission, findings } = await requireSentSubmission(tx, scope, submissionId);
    if (!isReviewing(submission.status))
      throw conflict('appeals.notUnderReview', { values: { status: submission.status } });
    const comments = await findComments(tx, scope, submission.id);
    const open = openQuestions(comments);
    const isReply = open.delete(comment.findingId);
    if (isReply && open.size === 0 && submission.pausedAt !== null)
      await changeStatus({ ...context, tx }, scope, submission, {
        event: 'reply',
        calendar: reviewCalendar(),
      });
    const commentId = await addComment(
      tx,
      context,
      { submission, findings, appeal, scope, comments },
      {
        ...comment,
        evidence,
        side: 'SELLER',
        kind: isReply ? 'REPLY' : 'PLAIN',
      },
    );
    return { commentId };
  });
}
