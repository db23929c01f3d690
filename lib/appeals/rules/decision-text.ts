import type { CarriedDecision } from '@/lib/findings/finding-record';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import { isReasonCode } from '@/lib/reports/rules/reason-code';

/** The seller's words of a carried decision. Its end is the decision's own: another answer has another one. */
export const decisionText = ({
  conclusion,
  explanation,
  reference,
  reasonCode,
}: Pick<CarriedDecision, 'conclusion' | 'explanation' | 'reference' | 'reasonCode'>): AssessmentText => ({
  ...{ conclusion, explanation, reference },
  ...(isReasonCode(reasonCode) ? { reasonCode } : {}),
});
