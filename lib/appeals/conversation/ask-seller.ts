import type { OrganizationScope, TxContext } from '@/lib/auth/actor';
import type { Locale } from '@/lib/i18n/locales';
import { changeStatus } from '@/lib/submissions/change-status';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';
import type { AppealRecord } from '../appeal-record';
import { addComment } from './add-comment';
import { findComments } from './store';

type LockedReview = Pick<SentSubmission, 'submission' | 'findings'> & {
  appeal: AppealRecord;
  scope: OrganizationScope & { userId: string };
};

/** Asks the seller about findings, each in its own thread: it is the seller's turn, and the clock is paused. */
export async function askSeller(
  context: TxContext,
  review: LockedReview,
  question: { findingIds: readonly string[]; text: string; language: Locale },
): Promise<void> {
  const { tx } = context;
  const { scope, submission } = review;
  if (submission.pausedAt === null) await changeStatus(context, scope, submission, { event: 'ask' });
  for (const findingId of question.findingIds)
    await addComment(
      tx,
      context,
      { ...review, comments: await findComments(tx, scope, submission.id) },
      {
        ...{ findingId, text: question.text, language: question.language },
        ...{ otherText: '', evidence: null, side: 'REVIEWER', kind: 'QUESTION' },
      },
    );
}
