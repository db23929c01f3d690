'use client';

import { useTranslations } from 'next-intl';
import type { AssessmentRecord } from '@/lib/appeals/appeal-record';
import {
  CONCLUSIONS,
  EXPLANATION_MAXIMUM,
  EXPLANATION_MINIMUM,
  REFERENCE_MAXIMUM,
} from '@/lib/reports/rules/conclusion';
import { ActionForm } from '../../../../components/action-form';
import { RadioGroup } from '../../../../components/radio-group';
import { SubmitButton } from '../../../../components/submit-button';
import { TextArea } from '../../../../components/text-area';
import { TextField } from '../../../../components/text-field';
import { saveAssessmentAction } from './actions';

type AssessmentFormProps = {
  submissionId: string;
  findingId: string;
  assessment: AssessmentRecord | null;
  /** The finding blocks: without an explanation the appeal cannot be submitted. */
  isNeeded: boolean;
};

/** Columns F, G and H of one finding. */
export function AssessmentForm({ submissionId, findingId, assessment, isNeeded }: AssessmentFormProps) {
  const t = useTranslations('appeals.assessment');
  const reports = useTranslations('reports');
  const labels = {
    conclusion: reports('columns.conclusion'),
    explanation: reports('columns.explanation'),
    reference: reports('columns.reference'),
  };
  return (
    <ActionForm action={saveAssessmentAction} labels={labels} version={assessment?.version ?? 0} hasSavedNote>
      <input type="hidden" name="submissionId" value={submissionId} />
      <input type="hidden" name="findingId" value={findingId} />
      {!isNeeded && <p className="text-muted">{t('optional')}</p>}
      <RadioGroup
        name="conclusion"
        label={labels.conclusion}
        defaultValue={assessment?.conclusion}
        options={CONCLUSIONS.map((code) => ({
          value: code,
          label: reports(`conclusions.${code}`),
          hint: t(`hints.${code}`),
        }))}
      />
      <TextArea
        name="explanation"
        label={labels.explanation}
        hint={t('explanationHint', { minimum: EXPLANATION_MINIMUM })}
        defaultValue={assessment?.explanation}
        maxLength={EXPLANATION_MAXIMUM}
        rows={4}
      />
      <TextField
        name="reference"
        label={labels.reference}
        hint={t('referenceHint')}
        isOptional
        defaultValue={assessment?.reference}
        maxLength={REFERENCE_MAXIMUM}
      />
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
