import { NOT_TESTED_REASONS, type NotTestedReason } from './result';
import { RETEST_REASONS, type RetestReason } from './retest';

const isOwn = (code: RetestReason['code']): code is (typeof RETEST_REASONS)[number] =>
  RETEST_REASONS.some((known) => known === code);
const isOfClass = (code: RetestReason['code']): code is NotTestedReason =>
  NOT_TESTED_REASONS.some((known) => known === code);

/** Where the text of a reason is: a re-test shares those of classes and of whole scans. */
export function chooseReasonKey(code: RetestReason['code']) {
  if (isOwn(code)) return `scan.retest.reasons.${code}` as const;
  return isOfClass(code) ? (`scan.notTested.${code}` as const) : (`scan.reasons.${code}.title` as const);
}
