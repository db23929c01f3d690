import { authorise, type Context, isAllowed, type OrganizationScope } from '@/lib/auth/actor';
import { type Database, database } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import type { AppealRecord } from '../appeal-record';
import { isFinal } from '../find-last-verdicts';
import { findDecisions } from '../review/decision-store';
import { findVerdicts } from '../review/store';
import type { ConversationRecord } from '../rules/conversation';
import { findAppeals } from '../store';
import { findComments } from './store';

/** What was written and decided about a request, as its seller may know it. @throws AppError NOT_FOUND */
export async function getConversation(context: Context, submissionId: string): Promise<ConversationRecord> {
  const scope = authorise(context, 'appeal.view');
  const db = database();
  const { submission } = await requireSentSubmission(db, scope, submissionId);
  const appeals = await findAppeals(db, scope, submission.id);
  return {
    // What a reviewer has judged in a review that goes on is not said before its decision.
    ...(await readConversation(
      db,
      scope,
      submission.id,
      appeals.filter(({ decidedAt }) => decidedAt !== null),
    )),
    isOpen: isReviewing(submission.status),
    mayPost: isReviewing(submission.status) && isAllowed(context, 'appeal.edit'),
  };
}

/** The same in the scope of a verb that has authorised, with the verdicts of these appeals. */
export async function readConversation(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
  appeals: readonly AppealRecord[],
): Promise<Omit<ConversationRecord, 'isOpen' | 'mayPost'>> {
  return {
    comments: await findComments(db, scope, submissionId),
    // What asks for more is a question there already.
    verdicts: (await findVerdicts(db, scope, appeals)).filter(isFinal),
    decisions: await findDecisions(db, scope, submissionId),
  };
}
