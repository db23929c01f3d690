import { scanValidUntil } from '@/lib/scans/rules/validity';
import type { ReadinessFacts, WebsiteFacts } from './readiness-facts';

/** Why an asset is not safe to release; texts: `calendar.reasons.<code>`. */
export type UnsafeReason =
  | { code: 'NO_WEBSITE' }
  | {
      code: 'SCAN_MISSING' | 'SCAN_INCOMPLETE' | 'SCAN_EXPIRED' | 'FINDINGS_OPEN' | 'DECISION_ENDED';
      websiteId: string;
      /** Its name. */
      website: string;
    };

export type ReleaseSafety =
  | { until: Date; reasons: readonly [] }
  | { until: null; reasons: readonly UnsafeReason[] };

type EndedScan = NonNullable<WebsiteFacts['latestScan']>;
type ReleaseFacts = Pick<ReadinessFacts, 'websites' | 'approvedAt'>;

/**
 * Confirmed high findings that nobody has decided: those of a complete scan that still counts and ended after the
 * approval, or whose decision was revoked since. An older or incomplete scan is repeated before anything is decided.
 */
export function openFindings({ latestScan: scan }: WebsiteFacts, approvedAt: Date | null, now: Date): number {
  if (scan?.status !== 'COMPLETE' || scanValidUntil(scan.completedAt) <= now) return 0;
  if (!isDecided(scan, approvedAt)) return scan.blockingFindings;
  return scan.revocations.filter((revokedAt) => approvedAt !== null && revokedAt > approvedAt).length;
}

const isDecided = ({ completedAt }: EndedScan, approvedAt: Date | null): boolean =>
  approvedAt !== null && completedAt <= approvedAt;

/** When the first decision that something rests on ends; null where nothing does. */
export const endOfCarried = (scan: EndedScan, approvedAt: Date | null): Date | null =>
  isDecided(scan, approvedAt) ? null : scan.carriedUntil;

/** Until when one website lets its asset be released, or why it does not. */
function judgeWebsite(site: WebsiteFacts, approvedAt: Date | null, now: Date): Date | UnsafeReason {
  const because = (code: Exclude<UnsafeReason['code'], 'NO_WEBSITE'>): UnsafeReason => ({
    code,
    websiteId: site.id,
    website: site.name,
  });
  const scan = site.latestScan;
  if (scan === null) return because('SCAN_MISSING');
  if (scan.status === 'INCOMPLETE') return because('SCAN_INCOMPLETE');
  const validUntil = scanValidUntil(scan.completedAt);
  if (validUntil <= now) return because('SCAN_EXPIRED');
  if (openFindings(site, approvedAt, now) > 0) return because('FINDINGS_OPEN');
  const carriedUntil = endOfCarried(scan, approvedAt);
  if (carriedUntil === null || carriedUntil >= validUntil) return validUntil;
  return carriedUntil <= now ? because('DECISION_ENDED') : carriedUntil;
}

/**
 * Until when an asset is safe to release: the earliest end among the newest scans of all its websites, or of a decision
 * that one of them rests on. Null, with why, where a website has no scan that is complete, valid and passed.
 */
export function judgeRelease({ websites, approvedAt }: ReleaseFacts, now: Date): ReleaseSafety {
  const [first, ...others] = websites.map((site) => judgeWebsite(site, approvedAt, now));
  if (first === undefined) return { until: null, reasons: [{ code: 'NO_WEBSITE' }] };
  const judged = [first, ...others];
  const reasons = judged.filter((one): one is UnsafeReason => !(one instanceof Date));
  if (reasons.length > 0) return { until: null, reasons };
  const ends = judged.filter((one): one is Date => one instanceof Date);
  return { until: new Date(Math.min(...ends.map((end) => end.getTime()))), reasons: [] };
}
