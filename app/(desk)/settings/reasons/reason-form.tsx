'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import type { CannedReason } from '@/lib/appeals/review/canned/canned-reason-store';
import { VERDICTS } from '@/lib/appeals/rules/judgement';
import { REASON_MAXIMUM } from '@/lib/appeals/rules/reason';
import { saveCannedReasonAction } from './actions';

/** The verdict that a reason is for, and its text in both languages. @param reason null: a new one */
export function ReasonForm({ reason }: { reason: CannedReason | null }) {
  const t = useTranslations('settings.reasons');
  const outcomes = useTranslations('review.canned.outcomes');
  return (
    <ActionForm
      action={saveCannedReasonAction}
      version={reason?.version ?? 0}
      labels={{ outcome: t('outcome'), english: t('english'), chinese: t('chinese') }}
      sayValue={(field, value) => {
        const outcome = field === 'outcome' && VERDICTS.find((one) => one === value);
        return outcome ? outcomes(outcome) : value;
      }}
      hasSavedNote
    >
      {reason && <input type="hidden" name="reasonId" value={reason.id} />}
      <Select
        name="outcome"
        label={t('outcome')}
        defaultValue={reason?.outcome ?? VERDICTS[0]}
        options={VERDICTS.map((value) => ({ value, label: outcomes(value) }))}
      />
      <TextArea
        name="english"
        lang="en"
        label={t('english')}
        defaultValue={reason?.english}
        maxLength={REASON_MAXIMUM}
        rows={2}
      />
      <TextArea
        name="chinese"
        lang="zh-CN"
        label={t('chinese')}
        defaultValue={reason?.chinese}
        maxLength={REASON_MAXIMUM}
        rows={2}
      />
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
