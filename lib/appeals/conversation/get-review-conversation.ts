import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';
import { database } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { requireReviewOfOthers } from '../review/require-review-of-others';
import type { ConversationRecord } from '../rules/conversation';
import { findAppeals } from '../store';
import { readConversation } from './get-conversation';

/** What was written and judged about a request, for reviewers. @throws AppError NOT_FOUND, FORBIDDEN */
export async function getReviewConversation(
  context: Context,
  submissionId: string,
): Promise<ConversationRecord> {
  const platform = authorisePlatform(context, 'review.view');
  const db = database();
  const { submission, scope } = await requireReviewOfOthers(db, platform, submissionId);
  const mayDecide =
    context.actor.kind === 'person' && mayOnPlatform(context.actor.platformRoles, 'review.decide');
  return {
    ...(await readConversation(db, scope, submission.id, await findAppeals(db, scope, submission.id))),
    isOpen: isReviewing(submission.status),
    mayPost: isReviewing(submission.status) && mayDecide,
  };
}
