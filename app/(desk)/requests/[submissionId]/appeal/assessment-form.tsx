'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import type { AssessmentRecord } from '@/lib/appeals/appeal-record';
import {
  CONCLUSIONS,
  EXPLANATION_MAXIMUM,
  EXPLANATION_MINIMUM,
  IDEOGRAPH_WEIGHT,
  REFERENCE_MAXIMUM,
} from '@/lib/reports/rules/conclusion';
import type { ActionResult, FormAction } from '../../../../action-result';
import { ActionForm } from '../../../../components/action-form';
import { Button } from '../../../../components/button';
import { Notice } from '../../../../components/notice';
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
type Saved = { version: number };

/**
 * Columns F, G and H of one finding. The form keeps the version that it shows: values that a workbook or a colleague
 * stored meanwhile are announced, and shown when asked for; what is being typed is never replaced.
 */
export function AssessmentForm(props: AssessmentFormProps) {
  const t = useTranslations('appeals.assessment');
  const stored = props.assessment?.version ?? 0;
  const [shown, setShown] = useState({ form: stored, version: stored });

  async function save(previous: ActionResult<Saved> | null, form: FormData) {
    const result = await saveAssessmentAction(previous, form);
    if (result.ok)
      startTransition(() => setShown((before) => ({ ...before, version: result.value.version })));
    return result;
  }

  return (
    <>
      {stored > shown.version && (
        <Notice
          tone="attention"
          title={t('changed', { name: props.assessment?.updatedByName ?? t('someone') })}
          action={
            <Button size="sm" onClick={() => setShown({ form: stored, version: stored })}>
              {t('showStored')}
            </Button>
          }
        />
      )}
      <AssessmentFields key={shown.form} {...props} version={shown.version} save={save} />
    </>
  );
}

type AssessmentFieldsProps = AssessmentFormProps & { version: number; save: FormAction<Saved> };

function AssessmentFields({
  submissionId,
  findingId,
  assessment,
  isNeeded,
  version,
  save,
}: AssessmentFieldsProps) {
  const t = useTranslations('appeals.assessment');
  const reports = useTranslations('reports');
  const labels = {
    conclusion: reports('columns.conclusion'),
    explanation: reports('columns.explanation'),
    reference: reports('columns.reference'),
  };
  return (
    <ActionForm action={save} labels={labels} version={version} hasSavedNote>
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
        hint={t('explanationHint', { minimum: EXPLANATION_MINIMUM, weight: IDEOGRAPH_WEIGHT })}
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
