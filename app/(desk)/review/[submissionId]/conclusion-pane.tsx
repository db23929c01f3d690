import { useTranslations } from 'next-intl';
import { AssessmentView } from '@/app/(desk)/requests/[submissionId]/appeal/assessment-view';
import { ProofList } from '@/app/(desk)/requests/[submissionId]/appeal/proof-list';
import { Card } from '@/app/components/card';
import { reviewPath } from '@/app/paths';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { EarlierVerdicts } from '@/lib/appeals/review/list-earlier-verdicts';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { EarlierCard } from './earlier-card';
import { VerdictCard } from './verdict-card';

type ConclusionPaneProps = {
  review: ReviewDetails;
  finding: FindingRecord;
  earlier: EarlierVerdicts | null;
  pane: string;
};

/** What the seller concluded of a finding, the files that prove it, the verdict, and what was decided before. */
export function ConclusionPane({ review, finding, earlier, pane }: ConclusionPaneProps) {
  const t = useTranslations('review.bench');
  const assessment = review.assessments.find(({ findingId }) => findingId === finding.id) ?? null;
  return (
    <>
      <Card title={t('conclusion')}>
        <AssessmentView assessment={assessment} />
      </Card>
      <VerdictCard review={review} finding={finding} pane={pane} />
      <Card title={t('proofs')}>
        {review.proofs.length === 0 ? (
          <p className="text-muted">{t('noProofs')}</p>
        ) : (
          <ProofList proofs={review.proofs} folder={`${reviewPath(review.submission.id)}/proofs`} />
        )}
      </Card>
      {earlier && <EarlierCard earlier={earlier} />}
    </>
  );
}
