'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useEffect, useRef, useState } from 'react';
import type { ActionResult, FormAction } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
import { Notice } from '@/app/components/notice';
import { RadioGroup } from '@/app/components/radio-group';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import {
  type AssessmentText,
  CONCLUSIONS,
  EXPLANATION_MAXIMUM,
  EXPLANATION_MINIMUM,
  IDEOGRAPH_WEIGHT,
  REFERENCE_MAXIMUM,
} from '@/lib/reports/rules/conclusion';
import { saveAssessmentAction } from './actions';

type AssessmentFormProps = {
  submissionId: string;
  findingId: string;
  assessment: AppealDetails['assessments'][number] | null;
  /** What the form begins with where nothing was written yet. */
  suggestion: AssessmentText | null;
  /** The finding blocks: without an explanation the appeal cannot be submitted. */
  isNeeded: boolean;
};
type Saved = { version: number };
type Texts = Record<(typeof FIELDS)[number], string>;

const FIELDS = ['conclusion', 'explanation', 'reference'] as const;

const toTexts = ({ assessment, suggestion }: AssessmentFormProps): Texts => {
  const { conclusion = '', explanation = '', reference = '' } = assessment ?? suggestion ?? {};
  return { conclusion, explanation, reference };
};
const textsIn = (form: FormData): Texts => {
  const readText = (name: string) => String(form.get(name) ?? '').replace(/\r\n?/g, '\n');
  return {
    conclusion: readText('conclusion'),
    explanation: readText('explanation'),
    reference: readText('reference'),
  };
};
const isSame = (a: Texts, b: Texts) => FIELDS.every((field) => a[field].trim() === b[field].trim());

/**
 * Columns F, G and H of one finding. The form keeps the version that it shows. Values that a workbook, another window or
 * a colleague stored meanwhile take its place where nothing was typed; else they are announced, and shown when asked
 * for: what is being typed is never replaced.
 */
export function AssessmentForm(props: AssessmentFormProps) {
  const t = useTranslations('appeals.assessment');
  const stored = props.assessment?.version ?? 0;
  const [shown, setShown] = useState({ form: stored, version: stored, texts: toTexts(props) });
  const holder = useRef<HTMLDivElement>(null);
  const showStored = () => setShown({ form: stored, version: stored, texts: toTexts(props) });

  // What was typed is in the form alone, so it is looked at when newer values arrive.
  useEffect(() => {
    const form = holder.current?.querySelector('form');
    if (stored <= shown.version || !form) return;
    const typed = textsIn(new FormData(form));
    const texts = toTexts(props);
    if (isSame(typed, shown.texts) || isSame(typed, texts))
      setShown({ form: stored, version: stored, texts });
  }, [stored, shown, props]);

  async function save(previous: ActionResult<Saved> | null, form: FormData) {
    const result = await saveAssessmentAction(previous, form);
    if (result.ok)
      startTransition(() =>
        setShown((before) => ({ ...before, version: result.value.version, texts: textsIn(form) })),
      );
    return result;
  }

  return (
    <div ref={holder} className="flex flex-col gap-5">
      {stored > shown.version && (
        <Notice
          tone="attention"
          title={
            props.assessment?.isYours
              ? t('changedByYou')
              : t('changed', { name: props.assessment?.updatedByName ?? t('someone') })
          }
          action={
            <Button size="sm" onClick={showStored}>
              {t('showStored')}
            </Button>
          }
        />
      )}
      <AssessmentFields key={shown.form} {...props} texts={shown.texts} version={shown.version} save={save} />
    </div>
  );
}

type AssessmentFieldsProps = Omit<AssessmentFormProps, 'assessment' | 'suggestion'> & {
  texts: Texts;
  version: number;
  save: FormAction<Saved>;
};

function AssessmentFields({
  submissionId,
  findingId,
  texts,
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
        defaultValue={texts.conclusion}
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
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
