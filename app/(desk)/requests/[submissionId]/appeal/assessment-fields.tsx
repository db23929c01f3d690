'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormAction } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { RadioGroup } from '@/app/components/radio-group';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import type { ConflictData } from '@/lib/core/edit-conflict';
import type { FindingClass } from '@/lib/findings/rules/finding';
import {
  CONCLUSIONS,
  type Conclusion,
  EXPLANATION_MAXIMUM,
  EXPLANATION_MINIMUM,
  IDEOGRAPH_WEIGHT,
  REFERENCE_MAXIMUM,
} from '@/lib/reports/rules/conclusion';
import { isReasonCode } from '@/lib/reports/rules/reason-code';
import type { RiskEnds } from '@/lib/reports/rules/risk-end';
import type { AssessmentTexts } from './assessment-texts';
import { ReasonField } from './reason-field';

type AssessmentFieldsProps = {
  submissionId: string;
  findingId: string;
  findingClass: FindingClass;
  texts: AssessmentTexts;
  version: number;
  isNeeded: boolean;
  ends: RiskEnds;
  isRestored: boolean;
  /** Whether this browser keeps what was not saved. */
  isKept: boolean;
  save: FormAction<{ version: number }>;
  onTakeTheirs: (conflict: ConflictData) => void;
};

const isConclusion = (code: string): code is Conclusion => CONCLUSIONS.some((known) => known === code);

/** The controls of a conclusion; reason and end follow the conclusion that is chosen. */
export function AssessmentFields(props: AssessmentFieldsProps) {
  const { texts, isNeeded } = props;
  const t = useTranslations('appeals.assessment');
  const reports = useTranslations('reports');
  const state = useTranslations('common.saveState');
  const labels = {
    conclusion: reports('columns.conclusion'),
    reasonCode: t('reason'),
    endsOn: t('endsOn'),
    explanation: reports('columns.explanation'),
    reference: reports('columns.reference'),
  };
  return (
    <ActionForm
      action={props.save}
      labels={labels}
      version={props.version}
      savesItself
      startsUnsaved={props.isRestored}
      unsavedNote={state(props.isKept ? 'kept' : 'notKept')}
      sayValue={(field, value) => {
        if (field === 'conclusion' && isConclusion(value)) return reports(`conclusions.${value}`);
        return field === 'reasonCode' && isReasonCode(value) ? reports(`reasons.${value}`) : value;
      }}
      onTakeTheirs={props.onTakeTheirs}
    >
      <input type="hidden" name="submissionId" value={props.submissionId} />
      <input type="hidden" name="findingId" value={props.findingId} />
      {!isNeeded && <p className="text-muted">{t('optional')}</p>}
      <ConclusionControls {...props} labels={labels} />
      <TextArea
        name="explanation"
        label={labels.explanation}
        hint={t('explanationHint', { minimum: EXPLANATION_MINIMUM, weight: IDEOGRAPH_WEIGHT })}
        defaultValue={texts.explanation}
        maxLength={EXPLANATION_MAXIMUM}
        rows={4}
      />
      <TextField
        name="reference"
        label={labels.reference}
        hint={t('referenceHint')}
        isOptional
        defaultValue={texts.reference}
        maxLength={REFERENCE_MAXIMUM}
      />
      {props.isRestored && (
        <p role="status" className="text-13 text-attention">
          {state('restored')}
        </p>
      )}
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  );
}

type ConclusionControlsProps = Pick<AssessmentFieldsProps, 'texts' | 'ends' | 'findingClass'> & {
  labels: Record<'conclusion' | 'endsOn', string>;
};

/** The conclusion, with the reasons and the end that it can have. */
function ConclusionControls({ texts, ends, findingClass, labels }: ConclusionControlsProps) {
  const t = useTranslations('appeals.assessment');
  const reports = useTranslations('reports.conclusions');
  const [conclusion, setConclusion] = useState(texts.conclusion);
  const isStored = conclusion === texts.conclusion;
  return (
    <>
      <RadioGroup
        name="conclusion"
        label={labels.conclusion}
        defaultValue={texts.conclusion}
        onChange={setConclusion}
        options={CONCLUSIONS.map((code) => ({ value: code, label: reports(code), hint: t(`hints.${code}`) }))}
      />
      <ReasonField
        key={conclusion}
        conclusion={isConclusion(conclusion) ? conclusion : null}
        findingClass={findingClass}
        defaultValue={isStored ? texts.reasonCode : ''}
      />
      {conclusion === 'RISK_ACCEPTED' && (
        <TextField
          name="endsOn"
          type="date"
          label={labels.endsOn}
          hint={t('endsOnHint', { first: ends.first, last: ends.last })}
          isOptional
          min={ends.first}
          max={ends.last}
          defaultValue={isStored ? texts.endsOn : ends.suggested}
        />
      )}
    </>
  );
}
