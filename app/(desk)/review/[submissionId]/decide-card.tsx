import { useTranslations } from 'next-intl';
import { decideAppealAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { RadioGroup } from '@/app/components/radio-group';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { UnusableButton } from '@/app/components/unusable-button';
import { reviewPath } from '@/app/paths';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';
import { countVerdicts } from '@/lib/appeals/rules/finding-state';
import { REASON_MAXIMUM, REASON_MINIMUM } from '@/lib/appeals/rules/reason';
import { ConfirmReject } from './confirm-reject';

/** The end of a review: what the verdicts lead to, or, where no finding blocks, the reviewer's own decision. */
export function DecideCard({ review }: { review: ReviewDetails }) {
  const t = useTranslations('review.decide');
  const verdict = useTranslations('review.verdict');
  const { submission, judgement, blocker } = review;
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
  const isAccepted = judgement.state === 'DECIDED' && judgement.outcome === 'ACCEPTED';
  return (
    <Card title={t('title')}>
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
          <p>{t(isAccepted ? 'willApprove' : 'willReject')}</p>
        )}
        <TextArea
          name="reason"
          label={t(isFree ? 'reason' : 'note')}
          hint={isFree ? verdict('reasonHint', { minimum: REASON_MINIMUM }) : undefined}
          isOptional={!isFree}
          maxLength={REASON_MAXIMUM}
          rows={3}
        />
        <div>
          {isFree || isAccepted ? (
            <SubmitButton>{t(isFree ? 'decide' : 'approve')}</SubmitButton>
          ) : (
            <ConfirmReject
              label={t('reject')}
              title={t('rejectTitle')}
              what={t('rejectWhat', countVerdicts(review.verdicts.map(({ outcome }) => outcome)))}
              needsReason={false}
            />
          )}
        </div>
      </ActionForm>
    </Card>
  );
}
