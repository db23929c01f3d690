import type { FindingDraft, ParameterLocation } from '@/lib/findings/rules/finding';

/**
 * The severity follows KooGallery's list of high-risk vulnerabilities ("such as XSS, SQL injection, …, URL
 * redirection"), under which any reflected XSS fails the scan; the CVSS score is beside it. Headers and cookies of
 * a victim cannot be set from another site without a second flaw: medium.
 */
export function xssRating(
  location: ParameterLocation,
): Pick<FindingDraft, 'severity' | 'cvssVector' | 'cvssScore'> {
  return location === 'HEADER' || location === 'COOKIE'
    ? { severity: 'MEDIUM', cvssVector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:C/C:L/I:L/A:N', cvssScore: 4.7 }
    : { severity: 'HIGH', cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', cvssScore: 6.1 };
}
