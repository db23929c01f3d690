import type { FindingClass, FindingDraft } from './finding';

/**
 * The groups of KooGallery's Product Security Review Standards 3.0 (seller guide, Specification-0007). Each has its
 * demand in `reports.clauses.<code>`.
 */
export const REVIEW_CLAUSES = [
  'ACCESS_CONTROL',
  'SECURITY_HARDENING',
  'APPLICATION_SECURITY',
  'PRODUCT_SECURITY',
  'ENCRYPTION',
  'DATA_PROTECTION',
] as const;
export type ReviewClause = (typeof REVIEW_CLAUSES)[number];

const BY_CLASS: Record<FindingClass, ReviewClause> = {
  XSS: 'SECURITY_HARDENING',
  SQL_INJECTION: 'SECURITY_HARDENING',
  CSRF: 'APPLICATION_SECURITY',
  XXE: 'SECURITY_HARDENING',
  OS_COMMAND_INJECTION: 'SECURITY_HARDENING',
  CROSS_DIRECTORY_ACCESS: 'ACCESS_CONTROL',
  FILE_UPLOAD: 'SECURITY_HARDENING',
  INFORMATION_LEAKAGE: 'DATA_PROTECTION',
  URL_REDIRECTION: 'SECURITY_HARDENING',
  TLS: 'ENCRYPTION',
  TROJAN: 'PRODUCT_SECURITY',
  HEADERS: 'SECURITY_HARDENING',
};
/** Cookies of a session that others can read or send (CWE-614, -1004, -1275). */
const SESSION_WEAKNESSES = [614, 1004, 1275];

/** The clauses that a finding touches: that of its class, and for a high one that high risks are solved before release. */
export function listReviewClauses({
  class: name,
  cwe,
  severity,
}: Pick<FindingDraft, 'class' | 'cwe' | 'severity'>): ReviewClause[] {
  const own = SESSION_WEAKNESSES.includes(cwe) ? 'APPLICATION_SECURITY' : BY_CLASS[name];
  return severity === 'HIGH' && own !== 'SECURITY_HARDENING' ? [own, 'SECURITY_HARDENING'] : [own];
}
