import { useTranslations } from 'next-intl';
import { decideAppealAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { KeptTexts } from '@/app/components/kept-texts';
import { RadioGroup } from '@/app/components/radio-group';
import { Select } from '@/app/components/select';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import { UnusableButton } from '@/app/components/unusable-button';
import { reviewPath } from '@/app/paths';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import type { Outcome } from '@/lib/appeals/rules/judgement';
import { REASON_MAXIMUM, REASON_MINIMUM } from '@/lib/appeals/rules/reason';
import { DECISION_DAYS, DECISION_MAX_DAYS } from '@/lib/core/policy';
import { DECISION_SCOPES } from '@/lib/findings/rules/standing';
import { ConfirmDecision } from './confirm-decision';

/** The end of a review: what the verdicts lead to, or, where no finding blocks, the reviewer's own decision. */
export function DecideCard({ review, personId }: { review: ReviewDetails; personId: string }) {
  const t = useTranslations('review.decide');
  const verdict = useTranslations('review.verdict');
  const listFollows = useFollows(review);
  const { submission, judgement, blocker, verdicts } = review;
  if (blocker) return null;
  if (judgement.state === 'OPEN')
    return (
      <Card title={t('title')}>
        <UnusableButton
          look="primary"
          reason={t('open', { count: judgement.missing.length })}
          remedy={{ href: reviewPath(submission.id, judgement.missing[0]), label: t('toOpen') }}
        >
          {t('decide')}
        </UnusableButton>
      </Card>
    );
  const isFree = judgement.state === 'FREE';
  const outcome = judgement.state === 'DECIDED' ? judgement.outcome : null;
  return (
    <Card title={t('title')}>
      <KeptTexts draftKey={`${personId} decision ${submission.id}`} version={submission.version}>
        <ActionForm kind="act" action={decideAppealAction} className="gap-4">
          <input type="hidden" name="submissionId" value={submission.id} />
          {isFree ? (
            <RadioGroup
              name="outcome"
              label={t('choice')}
              options={[
                { value: 'ACCEPTED', label: t('approve'), hint: t('approveHint') },
                { value: 'REJECTED', label: t('reject'), hint: t('rejectHint') },
              ]}
            />
          ) : (
            <p>{t(outcome === 'ACCEPTED' ? 'willApprove' : 'willReject')}</p>
          )}
          <TextArea
            name="reason"
            label={t(isFree ? 'reason' : 'note')}
            hint={isFree ? verdict('reasonHint', { minimum: REASON_MINIMUM }) : undefined}
            isOptional={!isFree}
            maxLength={REASON_MAXIMUM}
            rows={3}
          />
          {outcome !== null && verdicts.some((verdict) => verdict.outcome === 'ACCEPTED') && <CarryFields />}
          <div>
            <ConfirmDecision
              label={outcome === null ? t('decide') : t(outcome === 'ACCEPTED' ? 'approve' : 'reject')}
              outcome={outcome}
              follows={{ ACCEPTED: listFollows('ACCEPTED'), REJECTED: listFollows('REJECTED') }}
            />
          </div>
        </ActionForm>
      </KeptTexts>
    </Card>
  );
}

/** For which later scans what is accepted counts, and how long. */
function CarryFields() {
  const t = useTranslations('review.decide.carry');
  return (
    <div className="grid grid-cols-[1fr_6rem] items-start gap-3">
      <Select
        name="carryScope"
        label={t('scope')}
        options={DECISION_SCOPES.map((value) => ({ value, label: t(value) }))}
      />
      <TextField
        name="carryDays"
        type="number"
        min={1}
        max={DECISION_MAX_DAYS}
        defaultValue={DECISION_DAYS}
        label={t('days')}
        hint={t('daysHint')}
      />
    </div>
  );
}

/** What follows from a decision: who gets which status, and reads what. */
function useFollows(review: ReviewDetails): (outcome: Outcome) => string[] {
  const t = useTranslations('review.decide.follows');
  const { submission, assetName, organizationName, verdicts, decisions } = review;
  const count = (outcome: Outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return (status) => [
    t('status', { status, number: submission.number, asset: assetName }),
    ...(verdicts.length > 0
      ? [
          t('counts', { accepted: count('ACCEPTED'), rejected: count('REJECTED') }),
          t('seller', { organization: organizationName }),
        ]
      : []),
    status === 'ACCEPTED' ? t('approved') : t(decisions.length === 0 ? 'secondLook' : 'lastLook'),
    t('undo'),
  ];
}
