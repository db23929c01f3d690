import type { FindingClass } from '@/lib/findings/rules/finding';
import type { Conclusion } from './conclusion';

type Reason = {
  code: string;
  conclusions: readonly Conclusion[];
  /** Absent: it may be said of findings of any class. */
  classes?: readonly FindingClass[];
};

/**
 * Why a conclusion is what it is, those of one class first. Words: `reports.reasons.<code>`; what convinces a reviewer:
 * `appeals.reasonAdvice.<code>`.
 */
const REASONS = [
  { code: 'ENCODED_OUTPUT', conclusions: ['FALSE_POSITIVE'], classes: ['XSS'] },
  { code: 'BOUND_PARAMETERS', conclusions: ['FALSE_POSITIVE'], classes: ['SQL_INJECTION'] },
  { code: 'FORGERY_PROTECTION', conclusions: ['FALSE_POSITIVE'], classes: ['CSRF'] },
  { code: 'ENTITIES_OFF', conclusions: ['FALSE_POSITIVE'], classes: ['XXE'] },
  { code: 'NO_SHELL', conclusions: ['FALSE_POSITIVE'], classes: ['OS_COMMAND_INJECTION'] },
  {
    code: 'ALLOW_LIST',
    conclusions: ['FALSE_POSITIVE'],
    classes: ['URL_REDIRECTION', 'CROSS_DIRECTORY_ACCESS'],
  },
  { code: 'INERT_UPLOAD', conclusions: ['FALSE_POSITIVE'], classes: ['FILE_UPLOAD'] },
  {
    code: 'PUBLIC_CONTENT',
    conclusions: ['FALSE_POSITIVE'],
    classes: ['INFORMATION_LEAKAGE', 'CROSS_DIRECTORY_ACCESS'],
  },
  { code: 'OWN_CONTENT', conclusions: ['FALSE_POSITIVE'], classes: ['TROJAN'] },
  { code: 'SECRET_REPLACED', conclusions: ['FIXED'], classes: ['INFORMATION_LEAKAGE'] },
  { code: 'OLD_CLIENTS', conclusions: ['RISK_ACCEPTED'], classes: ['TLS', 'HEADERS'] },
  { code: 'INTENDED', conclusions: ['FALSE_POSITIVE', 'RISK_ACCEPTED'] },
  { code: 'TEST_DATA', conclusions: ['FALSE_POSITIVE', 'RISK_ACCEPTED'] },
  { code: 'OTHER_CAUSE', conclusions: ['FALSE_POSITIVE'] },
  { code: 'DUPLICATE', conclusions: ['FALSE_POSITIVE', 'FIXED', 'RISK_ACCEPTED'] },
  { code: 'CODE_CHANGED', conclusions: ['FIXED'] },
  { code: 'SETTINGS_CHANGED', conclusions: ['FIXED'] },
  { code: 'COMPONENT_UPDATED', conclusions: ['FIXED'] },
  { code: 'REMOVED', conclusions: ['FIXED'] },
  { code: 'NOT_REACHABLE', conclusions: ['FALSE_POSITIVE', 'RISK_ACCEPTED'] },
  { code: 'CONTROL_IN_FRONT', conclusions: ['RISK_ACCEPTED'] },
  { code: 'THIRD_PARTY', conclusions: ['FALSE_POSITIVE', 'RISK_ACCEPTED'] },
  { code: 'FIX_PLANNED', conclusions: ['RISK_ACCEPTED'] },
] as const satisfies readonly Reason[];
export type ReasonCode = (typeof REASONS)[number]['code'];

export const REASON_CODES = REASONS.map(({ code }) => code);

export const isReasonCode = (code: unknown): code is ReasonCode =>
  REASON_CODES.some((known) => known === code);

/** What may be the reason of a conclusion. @param kind the class of the finding; absent: of any */
export const listReasons = (conclusion: Conclusion, kind?: FindingClass): ReasonCode[] =>
  REASONS.filter(
    (one: Reason) =>
      one.conclusions.includes(conclusion) && (!kind || !one.classes || one.classes.includes(kind)),
  ).map(({ code }) => code);
