import { useTranslations } from 'next-intl';
import { PassportCard } from '@/app/(desk)/passport-card';
import { Card } from '@/app/components/card';
import { Conversation } from '@/app/components/conversation/conversation';
import { reviewPath } from '@/app/paths';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { ConversationRecord } from '@/lib/appeals/rules/conversation';
import type { PassportView } from '@/lib/passport/list-passports';
import { DecideCard } from './decide-card';
import { SuiteCard } from './suite-card';

type RequestPartProps = {
  review: ReviewDetails;
  passports: readonly PassportView[];
  conversation: ConversationRecord;
  personId: string;
};

/**
 * What is about the request, and not about one of its findings: its conversation and its passport, the same file as its
 * seller's. Where it has no findings, the decision is here.
 */
export function RequestPart({ review, passports, conversation, personId }: RequestPartProps) {
  const t = useTranslations('review.page');
  const { submission, findings, suite, blocker } = review;
  const { id } = submission;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-6">
        {findings.length === 0 && (
          <>
            <DecideCard review={review} personId={personId} />
            <SuiteCard submissionId={id} suite={suite} blocker={blocker} />
          </>
        )}
        <Card title={t('requestThread')}>
          <Conversation
            conversation={conversation}
            findingId={null}
            side="REVIEWER"
            postTo={`${reviewPath(id)}/comments`}
            proofFolder={`${reviewPath(id)}/proofs`}
            personId={personId}
          />
        </Card>
      </div>
      <PassportCard passports={passports} path={reviewPath(id)} submissionId={id} />
    </div>
  );
}
