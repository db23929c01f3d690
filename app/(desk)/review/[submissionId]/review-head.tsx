import { getTranslations } from 'next-intl/server';
import { DecisionNotice } from '@/app/(desk)/requests/[submissionId]/appeal/decision-notice';
import { OutlivedNotice } from '@/app/(desk)/requests/outlived-notice';
import { Deadline, PausedDeadline } from '@/app/components/deadline';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { StatusPill } from '@/app/components/status-pill';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import { ClaimBar } from './claim-bar';
import { PendingNotice } from './pending-notice';

/** What is reviewed, by when, by whom, and how it ended. */
export async function ReviewHead({ review }: { review: ReviewDetails }) {
  const t = await getTranslations('review');
  const { submission, blocker, pending } = review;
  const isTakenBack = blocker === 'NOT_UNDER_REVIEW' && review.appeal !== null && !review.appeal.decidedAt;
  const isSaid = blocker === 'NOT_CLAIMED' || blocker === 'CLAIMED' || blocker === 'DECISION_PENDING';
  return (
    <>
      <PageHeader
        title={t('page.title', { name: review.assetName, number: submission.number })}
        crumbs={[{ label: t('title'), href: '/review' }, { label: review.assetName }]}
        status={<StatusPill status={submission.status} />}
        lead={
          <>
            {t('page.lead', { organization: review.organizationName })}
            {submission.deadlineAt && (
              <>
                {' · '}
                {submission.pausedAt ? (
                  <PausedDeadline at={submission.deadlineAt} pausedAt={submission.pausedAt} />
                ) : (
                  <Deadline at={submission.deadlineAt} />
                )}
              </>
            )}
          </>
        }
      />
      <div className="mb-6 flex flex-col gap-4">
        {blocker && !isSaid && (
          <Notice tone="neutral" title={t(`blockers.${blocker}`)}>
            {isTakenBack && t('page.takenBack')}
          </Notice>
        )}
        {pending && <PendingNotice pending={pending} />}
        {/* Nobody works at what is no longer under review. */}
        {!pending && blocker !== 'NOT_UNDER_REVIEW' && (
          <ClaimBar
            submissionId={review.submission.id}
            blocker={review.blocker}
            claim={review.claim}
            reviewers={review.reviewers}
          />
        )}
        <OutlivedNotice scans={review.outlived} reader="reviewer" />
        <DecisionNotice decisions={review.decisions} />
        {review.findings.length === 0 && <Notice tone="neutral" title={t('page.noFindings')} />}
      </div>
    </>
  );
}
