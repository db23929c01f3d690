import { DAY_MS } from '@/lib/core/clock';
import { scanValidUntil } from '@/lib/scans/rules/validity';
import { connectionBlockers, connectionWarnings } from './connection-readiness';
import {
  type FixTarget,
  type ReadinessCode,
  type ReadinessFacts,
  type ReadinessItem,
  SECTIONS,
  type Section,
  type SectionState,
  type WebsiteFacts,
} from './readiness-facts';
import { endOfCarried, judgeRelease, openFindings, type UnsafeReason } from './release-safety';
import { isOutlived, sayUtc } from './review-end';

export type Readiness = {
  /** Nothing blocks: submit will be accepted. */
  isReady: boolean;
  /** Confirmed high findings of the self-checks that count: with any, what is submitted now ends Rejected. */
  highFindings: number;
  blockers: readonly ReadinessItem[];
  /** Submit is accepted, and this is what will come of it or should be known. */
  warnings: readonly ReadinessItem[];
  sections: Record<Section, SectionState>;
  /** The earliest end of validity of the scans; null when a website has no valid one. */
  releaseSafeUntil: Date | null;
  /** Why there is no such date: none where there is one. */
  unsafeReasons: readonly UnsafeReason[];
};

const EXPIRES_SOON_DAYS = 3;

function websiteItems(site: WebsiteFacts): { blockers: ReadinessItem[]; warnings: ReadinessItem[] } {
  const values = { website: site.name };
  const at = (tab: 'ownership' | 'login'): FixTarget => ({ page: 'website', websiteId: site.id, tab });
  const item = (code: ReadinessCode, tab: 'ownership' | 'login'): ReadinessItem => ({
    code,
    section: 'websites',
    values,
    target: at(tab),
  });
  const blockers: ReadinessItem[] = [];
  const warnings: ReadinessItem[] = [];
  if (site.ownership === 'UNVERIFIED') blockers.push(item('OWNERSHIP_NOT_PROVEN', 'ownership'));
  if (site.ownership === 'EXPIRED') blockers.push(item('OWNERSHIP_EXPIRED', 'ownership'));
  if (!site.isAgreementAccepted) blockers.push(item('AGREEMENT_NOT_ACCEPTED', 'ownership'));
  if (site.login === 'NOT_SET') blockers.push(item('LOGIN_NOT_SET', 'login'));
  if (site.login === 'UNTRIED') blockers.push(item('LOGIN_NOT_TRIED', 'login'));
  if (site.login === 'FAILED') blockers.push(item('LOGIN_FAILED', 'login'));
  if (site.login === 'NO_LOGIN') warnings.push(item('LOGIN_DECLARED_NONE', 'login'));
  return { blockers, warnings };
}

function scanItems(
  site: WebsiteFacts,
  { approvedAt, reviewEndsBy }: Pick<ReadinessFacts, 'approvedAt' | 'reviewEndsBy'>,
  now: Date,
): { blockers: ReadinessItem[]; warnings: ReadinessItem[] } {
  const blockers: ReadinessItem[] = [];
  const warnings: ReadinessItem[] = [];
  const scan = site.latestScan;
  const item = (code: ReadinessCode, values: Record<string, string | number> = {}): ReadinessItem => ({
    code,
    section: 'selfCheck',
    values: { website: site.name, ...values },
    target: scan ? { page: 'scan', scanId: scan.id } : { page: 'website', websiteId: site.id, tab: 'scans' },
  });
  if (site.isScanRunning) blockers.push(item('SCAN_RUNNING'));
  if (!scan) {
    if (!site.isScanRunning) blockers.push(item('SCAN_MISSING'));
    return { blockers, warnings };
  }
  if (scan.status === 'INCOMPLETE') {
    blockers.push(item('SCAN_INCOMPLETE'));
    return { blockers, warnings };
  }
  const validUntil = scanValidUntil(scan.completedAt);
  if (validUntil <= now) blockers.push(item('SCAN_EXPIRED'));
  else if (isOutlived(validUntil, reviewEndsBy))
    warnings.push({
      ...item('REVIEW_OUTLIVES_SCAN', { ends: sayUtc(validUntil), review: sayUtc(reviewEndsBy) }),
      // Both ways out are there: to scan again, and to have it done by itself.
      target: { page: 'website', websiteId: site.id, tab: 'scans' },
    });
  else if (validUntil.getTime() - now.getTime() < EXPIRES_SOON_DAYS * DAY_MS)
    warnings.push(
      item('SCAN_EXPIRES_SOON', { days: Math.floor((validUntil.getTime() - now.getTime()) / DAY_MS) }),
    );
  if (scan.isOutdated) blockers.push(item('SCAN_OUTDATED'));
  const open = openFindings(site, approvedAt, now);
  if (open > 0) warnings.push(item('HIGH_FINDINGS', { count: open }));
  const carriedUntil = endOfCarried(scan, approvedAt);
  if (carriedUntil !== null && validUntil > now)
    warnings.push(
      item('FINDINGS_CARRIED', {
        count: scan.carriedFindings,
        until: carriedUntil.toISOString().slice(0, 10),
      }),
    );
  if (scan.untestedClasses > 0) warnings.push(item('CLASSES_NOT_TESTED', { count: scan.untestedClasses }));
  return { blockers, warnings };
}

function sectionState(
  section: Section,
  facts: ReadinessFacts,
  blockers: readonly ReadinessItem[],
  hasOpenFindings: boolean,
): SectionState {
  const { websites, connection } = facts;
  const hasBlocker = blockers.some((blocker) => blocker.section === section);
  const isStarted = {
    details: facts.name !== '',
    websites: websites.length > 0,
    selfCheck: websites.some((site) => site.latestScan !== null || site.isScanRunning),
    connection: connection.isProductionUrlSet || connection.isAccessKeySet || connection.hasBillingMode,
  }[section];
  if (!isStarted) return 'NOT_STARTED';
  // A self-check that found what will be rejected is done, but nobody would call it complete.
  if (section === 'selfCheck' && hasOpenFindings) return 'BLOCKED';
  if (!hasBlocker) return section === 'selfCheck' && websites.length === 0 ? 'NOT_STARTED' : 'COMPLETE';
  const isFailed = blockers.some(({ section: its, code }) => its === section && FAILED_CODES.has(code));
  return isFailed ? 'BLOCKED' : 'IN_PROGRESS';
}

const WEBSITES_PAGE: FixTarget = { page: 'websites' };
/** What every website will need: known from the start, so that the number of steps only goes down. */
const STEPS_OF_A_WEBSITE: readonly Pick<ReadinessItem, 'code' | 'section'>[] = [
  { code: 'WEBSITE_MISSING', section: 'websites' },
  { code: 'OWNERSHIP_TO_COME', section: 'websites' },
  { code: 'AGREEMENT_TO_COME', section: 'websites' },
  { code: 'LOGIN_TO_COME', section: 'websites' },
  { code: 'SCAN_TO_COME', section: 'selfCheck' },
];

/** Blockers that are a failure to fix, not a step still to be taken. */
const FAILED_CODES: ReadonlySet<ReadinessCode> = new Set<ReadinessCode>([
  'LOGIN_FAILED',
  'SCAN_INCOMPLETE',
  'SCAN_EXPIRED',
  'CASE_FAILED',
  'PRODUCTION_URL_UNUSABLE',
]);

/**
 * Whether an asset may be submitted, and if not what is in the way. The hub's list, the command line's answer and the
 * gate at submit are this one function.
 *
 * Confirmed high findings are a warning, not a blocker: KooGallery rejects such a submission, and only a rejected one
 * can be appealed ("Managing SaaS Assets"), so the way to an appeal must stay open.
 */
export function assessReadiness(facts: ReadinessFacts, now: Date): Readiness {
  const blockers: ReadinessItem[] = [];
  const warnings: ReadinessItem[] = [];
  if (facts.name === '')
    blockers.push({
      code: 'NAME_MISSING',
      section: 'details',
      values: {},
      target: { page: 'details', field: 'name' },
    });
  if (facts.websites.length === 0)
    blockers.push(...STEPS_OF_A_WEBSITE.map((step) => ({ ...step, values: {}, target: WEBSITES_PAGE })));
  for (const site of facts.websites) {
    const own = websiteItems(site);
    const scan = scanItems(site, facts, now);
    blockers.push(...own.blockers, ...scan.blockers);
    warnings.push(...own.warnings, ...scan.warnings);
  }
  blockers.push(...connectionBlockers(facts.connection));
  warnings.push(...connectionWarnings(facts.connection));
  const highFindings = facts.websites.reduce(
    (sum, site) => sum + openFindings(site, facts.approvedAt, now),
    0,
  );
  const { until, reasons } = judgeRelease(facts, now);
  const inOrder = SECTIONS.flatMap((section) => blockers.filter((blocker) => blocker.section === section));
  return {
    isReady: inOrder.length === 0,
    highFindings,
    blockers: inOrder,
    warnings,
    sections: Object.fromEntries(
      SECTIONS.map((section) => [section, sectionState(section, facts, inOrder, highFindings > 0)]),
    ) as Record<Section, SectionState>,
    releaseSafeUntil: until,
    unsafeReasons: reasons,
  };
}
