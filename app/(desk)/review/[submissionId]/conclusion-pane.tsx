import { useTranslations } from 'next-intl';
import { AssessmentView } from '@/app/(desk)/requests/[submissionId]/appeal/assessment-view';
import { ProofList } from '@/app/(desk)/requests/[submissionId]/appeal/proof-list';
import { Card } from '@/app/components/card';
import { Conversation } from '@/app/components/conversation/conversation';
import { reviewPath } from '@/app/paths';
import type { Precedent } from '@/lib/appeals/memory/store';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { ConversationRecord } from '@/lib/appeals/rules/conversation';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { DecideCard } from './decide-card';
import { PrecedentsCard } from './precedents-card';
import { VerdictCard } from './verdict-card';

type ConclusionPaneProps = {
  review: ReviewDetails;
  finding: FindingRecord;
  precedents: readonly Precedent[];
  conversation: ConversationRecord;
  pane: string;
  personId: string;
};

/** What the seller concluded of a finding, the verdict and the decision, the files, and what was decided before. */
export function ConclusionPane(props: ConclusionPaneProps) {
  const { review, finding, precedents, conversation, pane, personId } = props;
  const t = useTranslations('review.page');
  const assessment = review.assessments.find(({ findingId }) => findingId === finding.id) ?? null;
  return (
    <>
      {review.appeal && (
        <>
          <Card title={t('conclusion')}>
            <AssessmentView assessment={assessment} />
          </Card>
          <VerdictCard {...{ review, finding, pane, personId }} />
        </>
      )}
      <DecideCard review={review} personId={personId} />
      {review.appeal && (
        <Card title={t('proofs')}>
          {review.proofs.length === 0 ? (
            <p className="text-muted">{t('noProofs')}</p>
          ) : (
            <ProofList proofs={review.proofs} folder={`${reviewPath(review.submission.id)}/proofs`} />
          )}
        </Card>
      )}
      <Card title={t('thread')}>
        <Conversation
          conversation={conversation}
          findingId={finding.id}
          side="REVIEWER"
          postTo={`${reviewPath(review.submission.id)}/comments`}
          proofFolder={`${reviewPath(review.submission.id)}/proofs`}
          personId={personId}
        />
      </Card>
      <PrecedentsCard precedents={precedents} />
    </>
  );
}
