'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { giveVerdictAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { REASON_MAXIMUM, REASON_MINIMUM } from '@/lib/appeals/rules/reason';
import { ConfirmReject } from './confirm-reject';
import { ACCEPT_ID, REJECT_ID } from './review-shortcuts';

type VerdictFormProps = {
  submissionId: string;
  findingId: string;
  /** Of the finding. */
  title: string;
};

/** A reason and one of two verdicts. */
export function VerdictForm({ submissionId, findingId, title }: VerdictFormProps) {
  const t = useTranslations('review.verdict');
  return (
    <ActionForm kind="act" action={giveVerdictAction} className="gap-3">
      <input type="hidden" name="submissionId" value={submissionId} />
      <input type="hidden" name="findingId" value={findingId} />
      <TextArea
        name="reason"
        label={t('reason')}
        hint={t('reasonHint', { minimum: REASON_MINIMUM })}
        maxLength={REASON_MAXIMUM}
        rows={3}
      />
      <div className="grid grid-cols-2 gap-2">
        <SubmitButton id={ACCEPT_ID} name="outcome" value="ACCEPTED" icon={Check} aria-keyshortcuts="a">
          {t('accept')}
        </SubmitButton>
        <ConfirmReject id={REJECT_ID} label={t('reject')} title={t('rejectTitle')} what={title} needsReason />
      </div>
      <p className="text-13 text-muted">
        {t('final')} {t('shortcuts')}
      </p>
    </ActionForm>
  );
}
