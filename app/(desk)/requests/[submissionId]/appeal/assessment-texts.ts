import { ASSESSMENT_FIELDS, type AssessmentText } from '@/lib/reports/rules/assessment';

/** What the controls of a conclusion hold, by their names. */
export type AssessmentTexts = Record<(typeof ASSESSMENT_FIELDS)[number], string>;

export const toTexts = (text: Partial<AssessmentText> | null): AssessmentTexts => ({
  conclusion: text?.conclusion ?? '',
  reasonCode: text?.reasonCode ?? '',
  endsOn: text?.endsOn ?? '',
  explanation: text?.explanation ?? '',
  reference: text?.reference ?? '',
});

export function textsIn(form: FormData): AssessmentTexts {
  const readText = (name: string) => String(form.get(name) ?? '').replace(/\r\n?/g, '\n');
  return {
    conclusion: readText('conclusion'),
    reasonCode: readText('reasonCode'),
    endsOn: readText('endsOn'),
    explanation: readText('explanation'),
    reference: readText('reference'),
  };
}

export const isSameTexts = (a: AssessmentTexts, b: AssessmentTexts): boolean =>
  ASSESSMENT_FIELDS.every((field) => a[field].trim() === b[field].trim());
