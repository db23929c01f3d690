import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { KeptTexts } from '@/app/components/kept-texts';
import { Notice } from '@/app/components/notice';
import type { VerdictRecord } from '@/lib/appeals/appeal-record';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import { alikeFindings } from '@/lib/appeals/rules/alike-findings';
import type { VerdictOutcome } from '@/lib/appeals/rules/judgement';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import { VerdictForm } from './verdict-form';

type VerdictCardProps = { review: ReviewDetails; finding: FindingRecord; pane: string; personId: string };

const TONES = { ACCEPTED: 'success', REJECTED: 'attention', NEED_MORE: 'progress' } as const satisfies Record<
  VerdictOutcome,
  unknown
>;

/** Alike findings that are named; the others are counted. */
const ALIKE_NAMED = 20;

/** The verdict on a finding, and the form that gives or replaces it. */
export function VerdictCard({ review, finding, pane, personId }: VerdictCardProps) {
  const t = useTranslations('review');
  const isChinese = useLocale() === 'zh-CN';
  const isJudged = (id: string) => review.verdicts.some(({ findingId }) => findingId === id);
  const verdict = review.verdicts.find(({ findingId }) => findingId === finding.id);
  const canJudge = review.blocker === null && review.appeal !== null && isBlocking(finding);
  const draft = {
    draftKey: `${personId} verdict ${review.submission.id} ${finding.id} ${review.appeal?.round}`,
    version: verdict?.revision ?? 0,
  };
  const alike = alikeFindings(review.findings, finding).filter((one) => isBlocking(one) && !isJudged(one.id));
  return (
    <Card title={t('verdict.title')}>
      <div className="flex flex-col gap-4">
        {verdict && <GivenVerdict verdict={verdict} />}
        {review.states.get(finding.id) === 'TO_SECOND' && (
          <Notice tone="attention" title={t('verdict.toSecond')} />
        )}
        {canJudge ? (
          <KeptTexts {...draft}>
            <VerdictForm
              submissionId={review.submission.id}
              findingId={finding.id}
              pane={pane}
              canned={review.canned.map(({ id, outcome, english, chinese }) => ({
                ...{ id, outcome },
                text: isChinese ? chinese : english,
              }))}
              alike={{
                count: alike.length,
                names: alike
                  .slice(0, ALIKE_NAMED)
                  .map(
                    ({ number, parameter, url }) => `${number}. ${parameter?.name ?? new URL(url).pathname}`,
                  ),
              }}
            />
          </KeptTexts>
        ) : (
          <KeptTexts {...draft} />
        )}
        {!verdict && !canJudge && (
          <p className="text-muted">
            {review.blocker ? t(`blockers.${review.blocker}`) : t('page.nothingToJudge')}
          </p>
        )}
      </div>
    </Card>
  );
}

function GivenVerdict({ verdict }: { verdict: VerdictRecord }) {
  const t = useTranslations('review.verdict');
  return (
    <Notice tone={TONES[verdict.outcome]} title={t(`given.${verdict.outcome}`)}>
      <p className="wrap-anywhere whitespace-pre-wrap">{verdict.reason}</p>
      <p className="text-13 text-muted">
        {verdict.reviewerName ?? t('someone')} · <DateTime at={verdict.at} />
      </p>
    </Notice>
  );
}
