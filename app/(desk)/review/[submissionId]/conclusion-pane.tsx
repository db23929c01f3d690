import { useTranslations } from 'next-intl';
import { AssessmentView } from '@/app/(desk)/requests/[submissionId]/appeal/assessment-view';
import { ProofList } from '@/app/(desk)/requests/[submissionId]/appeal/proof-list';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import { reviewPath } from '@/app/paths';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import { VerdictForm } from './verdict-form';

/** What the seller concluded of a finding, the files that prove it, and the verdict. */
export function ConclusionPane({ review, finding }: { review: ReviewDetails; finding: FindingRecord }) {
  const t = useTranslations('review');
  const scans = useTranslations('scans.retest');
  const { title } = useFindingText(finding);
  const assessment = review.assessments.find(({ findingId }) => findingId === finding.id) ?? null;
  const verdict = review.verdicts.find(({ findingId }) => findingId === finding.id);
  const retest = review.retests.find(({ findingId }) => findingId === finding.id);
  const canJudge = review.blocker === null && review.appeal !== null && isBlocking(finding);
  return (
    <>
      <Card title={t('page.conclusion')}>
        <AssessmentView assessment={assessment} />
        {retest && (
          <div className="mt-4 flex flex-col gap-1">
            <h3 className="text-13 font-semibold">{scans('title')}</h3>
            <RetestOutcome retest={retest} />
          </div>
        )}
      </Card>
      <Card title={t('page.proofs')}>
        {review.proofs.length === 0 ? (
          <p className="text-muted">{t('page.noProofs')}</p>
        ) : (
          <ProofList proofs={review.proofs} folder={`${reviewPath(review.submission.id)}/proofs`} />
        )}
      </Card>
      <Card title={t('verdict.title')}>
        {verdict && (
          <Notice
            tone={verdict.outcome === 'ACCEPTED' ? 'success' : 'attention'}
            title={t(`verdict.given.${verdict.outcome}`)}
          >
            <p className="wrap-anywhere whitespace-pre-wrap">{verdict.reason}</p>
            <p className="text-13 text-muted">
              {verdict.reviewerName ?? t('verdict.someone')} · <DateTime at={verdict.at} />
            </p>
          </Notice>
        )}
        {!verdict && canJudge && (
          <VerdictForm submissionId={review.submission.id} findingId={finding.id} title={title} />
        )}
        {!verdict && !canJudge && (
          <p className="text-muted">
            {review.blocker ? t(`blockers.${review.blocker}`) : t('page.nothingToJudge')}
          </p>
        )}
      </Card>
    </>
  );
}
