import type { Conclusion } from './conclusion';
import type { ReasonCode } from './reason-code';

/** Columns F, G and H for one finding; empty texts mean that nothing was written. */
export type AssessmentText = {
  conclusion: Conclusion;
  explanation: string;
  reference: string;
  /** Absent where none fits. */
  reasonCode?: ReasonCode;
  /** The last day of an accepted risk, `YYYY-MM-DD` in China's time; absent: as long as the decision says. */
  endsOn?: string;
};

/** These columns of anything that has them. */
export const pickAssessment = ({
  conclusion,
  explanation,
  reference,
  reasonCode,
  endsOn,
}: AssessmentText): AssessmentText => ({
  ...{ conclusion, explanation, reference },
  ...(reasonCode === undefined ? {} : { reasonCode }),
  ...(endsOn === undefined ? {} : { endsOn }),
});

export const ASSESSMENT_FIELDS = ['conclusion', 'reasonCode', 'endsOn', 'explanation', 'reference'] as const;

export const isSameAssessment = (a: AssessmentText, b: AssessmentText): boolean =>
  ASSESSMENT_FIELDS.every((field) => a[field] === b[field]);
