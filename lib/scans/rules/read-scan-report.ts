import { computeFingerprint } from '@/lib/findings/rules/fingerprint';
import { scanReportSchema } from '../schemas';
import type { RetestTarget } from './retest';

/** What a JSON report of an earlier scan says of the site, and its findings as targets of a re-test. */
export type ReportToRetest = { origin: string; hadLogin: boolean; targets: RetestTarget[] };

/**
 * Reads what `toScanJson` wrote. Fingerprints are computed again, and findings of another origin are left out: a report is
 * a file that anybody may have changed.
 * @returns null where it is no such report
 */
export function readScanReport(text: string): ReportToRetest | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const report = scanReportSchema.safeParse(parsed);
  if (!report.success) return null;
  const { coverage, findings } = report.data;
  const { origin } = new URL(report.data.origin);
  const targets = findings
    .map(({ check, ...finding }) => ({
      ...finding,
      checkId: check,
      fingerprint: computeFingerprint(finding),
    }))
    .filter(({ url }) => new URL(url).origin === origin);
  return { origin, hadLogin: coverage.isLoginProven !== null, targets };
}
