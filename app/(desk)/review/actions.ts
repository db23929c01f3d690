'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { formText } from '@/app/form-controls';
import { reviewPath } from '@/app/paths';
import { assignReview } from '@/lib/appeals/review/claims/assign-review';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { releaseReview } from '@/lib/appeals/review/claims/release-review';
import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { retestForReview } from '@/lib/appeals/review/retest-for-review';
import { runSuiteForReview } from '@/lib/appeals/review/run-suite-for-review';
import { undoDecision } from '@/lib/appeals/review/undo-decision';

/** Leads to the next finding that is open. */
export const giveVerdictAction = formAction('give-verdict', giveVerdict, {
  answer: ({ nextId }, form) =>
    redirect(
      reviewPath(
        formText(form, 'submissionId'),
        nextId ?? formText(form, 'findingId'),
        formText(form, 'pane'),
      ),
    ),
});

export const decideAppealAction = formAction('decide-appeal', decideAppeal);

export const undoDecisionAction = formAction('undo-decision', undoDecision);

export const claimReviewAction = formAction('claim-review', claimReview);

export const releaseReviewAction = formAction('release-review', releaseReview);

export const assignReviewAction = formAction('assign-review', assignReview);

export const retestForReviewAction = formAction('retest-for-review', retestForReview);

export const runSuiteForReviewAction = formAction('run-suite-for-review', runSuiteForReview);
