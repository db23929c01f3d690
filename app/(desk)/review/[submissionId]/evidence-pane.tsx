import { useTranslations } from 'next-intl';
import { FindingSummary } from '@/app/(desk)/requests/[submissionId]/appeal/finding-summary';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { Card } from '@/app/components/card';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { RetestForm } from './retest-form';

/** The finding that is shown: what it is called, what the scan saw, and what a re-test came to. */
export function EvidencePane({ review, finding }: { review: ReviewDetails; finding: FindingRecord }) {
  const t = useTranslations('review.page');
  const scans = useTranslations('scans.retest');
  const retest = review.retests.find(({ findingId }) => findingId === finding.id);
  const isUnderWay = review.openRetests.some(({ findingIds }) => findingIds.includes(finding.id));
  return (
    <Card title={useFindingText(finding).title}>
      <div className="flex flex-col gap-4">
        <FindingSummary finding={finding} />
        <section className="flex flex-col gap-2">
          <h3 className="text-13 font-semibold">{scans('title')}</h3>
          {retest && <RetestOutcome retest={retest} />}
          {isUnderWay && <p className="text-13 text-progress">{t('retestRuns')}</p>}
          {!isUnderWay && review.blocker === null && (
            <RetestForm submissionId={review.submission.id} findingId={finding.id} />
          )}
        </section>
      </div>
    </Card>
  );
}
