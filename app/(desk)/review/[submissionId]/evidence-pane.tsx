import { useTranslations } from 'next-intl';
import { ExchangeProofs } from '@/app/(desk)/requests/[submissionId]/appeal/exchange-proofs';
import { FindingSummary } from '@/app/(desk)/requests/[submissionId]/appeal/finding-summary';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { Card } from '@/app/components/card';
import { StandingNotice } from '@/app/components/standing-notice';
import type { ExchangeProof } from '@/lib/appeals/exchanges/list-exchanges';
import type { StandingChange } from '@/lib/appeals/memory/find-changes';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { RetestForm } from './retest-form';

type EvidencePaneProps = {
  review: ReviewDetails;
  finding: FindingRecord;
  exchanges: readonly ExchangeProof[];
  /** What differs from what was accepted of it earlier. */
  changes: readonly StandingChange[];
};

/** The finding that is shown: what it is called, what the scan saw, and what a re-test came to. */
export function EvidencePane({ review, finding, exchanges, changes }: EvidencePaneProps) {
  const t = useTranslations('review.page');
  const scans = useTranslations('scans.retest');
  const appeals = useTranslations('appeals.exchanges');
  const retest = review.retests.find(({ findingId }) => findingId === finding.id);
  const isUnderWay = review.openRetests.some(({ findingIds }) => findingIds.includes(finding.id));
  const mayRetest = !isUnderWay && review.blocker === null;
  return (
    <Card title={useFindingText(finding).title}>
      <div className="flex flex-col gap-4">
        {finding.standing && <StandingNotice standing={finding.standing} changes={changes} />}
        <FindingSummary finding={finding} />
        {exchanges.length > 0 && (
          <section className="flex min-w-0 flex-col gap-2">
            <h3 className="text-13 font-semibold">{appeals('title')}</h3>
            <ExchangeProofs exchanges={exchanges} url={finding.url} />
          </section>
        )}
        {(retest || isUnderWay || mayRetest) && (
          <section className="flex flex-col gap-2">
            <h3 className="text-13 font-semibold">{scans('title')}</h3>
            {retest && <RetestOutcome retest={retest} />}
            {isUnderWay && <p className="text-13 text-progress">{t('retestRuns')}</p>}
            {mayRetest && <RetestForm submissionId={review.submission.id} findingId={finding.id} />}
          </section>
        )}
      </div>
    </Card>
  );
}
