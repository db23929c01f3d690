import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';
import { database } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { findMemberships } from '../review/store';
import type { ConversationRecord } from '../rules/conversation';
import { findAppeals } from '../store';
import { readConversation } from './get-conversation';

/** What was written and judged about a request, for reviewers. @throws AppError NOT_FOUND */
export async function getReviewConversation(
  context: Context,
  submissionId: string,
): Promise<ConversationRecord> {
  const platform = authorisePlatform(context, 'review.view');
  const db = database();
  const { submission, scope } = await requireSentSubmissionOfAnyone(db, platform, submissionId);
  const memberships = await findMemberships(db, platform);
  const mayDecide =
    context.actor.kind === 'person' && mayOnPlatform(context.actor.platformRoles, 'review.decide');
  return {
    ...(await readConversation(db, scope, submission.id, await findAppeals(db, scope, submission.id))),
    mayPost: isReviewing(submission.status) && mayDecide && !memberships.has(submission.organizationId),
  };
}
