import type { FindingClass } from '@/lib/findings/rules/finding';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import type { ScanCounters } from './progress';

export const SCAN_OUTCOMES = ['COMPLETE', 'INCOMPLETE', 'CANCELLED'] as const;
export type ScanOutcome = (typeof SCAN_OUTCOMES)[number];

/** Why a scan is not complete. Texts: `scan.reasons.<code>.title|fix`. */
export const SCAN_REASONS = [
  'PLAN_INVALID',
  'TARGET_UNREACHABLE',
  'TARGET_DOWN',
  'TARGET_SLOWED',
  'RATE_LIMITED',
  'PROBES_BLOCKED',
  'HTTP_AUTHENTICATION',
  'NOTHING_SEEN',
  'LOGIN_PAGE_ONLY',
  'LOGIN_FAILED',
  'SESSION_LOST',
  'BUDGET_EXHAUSTED',
  'TIME_EXHAUSTED',
  'PLACES_LEFT_OUT',
  'CHECK_FAILED',
  'STOPPED_BY_USER',
] as const;
export type ScanReasonCode = (typeof SCAN_REASONS)[number];
export type ScanReason = { code: ScanReasonCode; values: Record<string, string | number> };

/** Texts: `scan.notTested.<code>`. */
export const NOT_TESTED_REASONS = [
  'CHECK_NOT_AVAILABLE',
  'NOT_CHOSEN',
  'NO_INPUTS_FOUND',
  'STOPPED_EARLY',
  'CHECK_FAILED',
  'PROBES_REFUSED',
  'FORM_EXPIRED',
  'SAVING_PLACE',
  'NOT_SENT',
  'PLACES_LEFT_OUT',
  'CHECK_TIMED_OUT',
  'NOT_RENDERED',
] as const;
export type NotTestedReason = (typeof NOT_TESTED_REASONS)[number];

/** Classes of special places, which many sites do not have at all. Texts: `scan.nothingToTest.<class>`. */
export const PLACED_CLASSES = ['CSRF', 'XXE', 'FILE_UPLOAD'] as const satisfies readonly FindingClass[];
export type PlacedClass = (typeof PLACED_CLASSES)[number];

/** Where a class was not tested: how many places, and the first of them. */
export type TestGap = { reason: NotTestedReason; count: number; places: readonly string[] };

/**
 * `gaps` is there when places are known; a class with gaps is never clean. `NOTHING_TO_TEST`: the whole site was seen, and
 * it has no place of the class. Results from before this state have `NOT_TESTED` with `NO_INPUTS_FOUND` instead.
 */
export type ChecklistEntry =
  | { class: FindingClass; state: 'CLEAN' }
  | { class: PlacedClass; state: 'NOTHING_TO_TEST' }
  | {
      class: FindingClass;
      state: 'FINDINGS';
      findings: number;
      isFullyTested: boolean;
      gaps?: readonly TestGap[];
    }
  | { class: FindingClass; state: 'NOT_TESTED'; reason: NotTestedReason; gaps?: readonly TestGap[] };

/** Texts: `scan.skipped.<code>`. */
export const SKIP_REASONS = [
  'OUT_OF_SCOPE',
  'DANGEROUS',
  'PATH_AVOIDED',
  'METHOD_NOT_SAFE',
  'SAME_TEMPLATE',
  'TOO_DEEP',
  'PAGE_LIMIT',
  'NO_ANSWER',
  'LOOKS_MISSING',
  'OUTSIDE_PATH',
  'KIND_LIMIT',
  'PATH_REPEATS',
  'LINK_LIMIT',
  'BODY_CUT',
  'UNREADABLE',
  'READING_TIMED_OUT',
  'STREAM',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export type SkippedGroup = { reason: SkipReason; count: number; examples: readonly string[] };
export type Seen = { seen: number; tested: number };

/** Texts: `scan.warnings.<code>`. */
export const SCAN_WARNINGS = [
  'CRAWL_TOO_SMALL',
  'LOGIN_PAGE_ONLY',
  'EVERYTHING_ALIKE',
  'CATCH_ALL_200',
  'PAGES_LEFT_OUT',
  'PAGES_UNREADABLE',
  'PROBES_BLOCKED',
  'SERVER_ERRORS',
  'SESSION_RENEWED',
  'SLOWED_DOWN',
  'UNCONFIRMED',
  'NO_BROWSER',
  'FOREIGN_SCRIPTS',
  'PAGES_ENDED',
] as const;
export type ScanWarningCode = (typeof SCAN_WARNINGS)[number];
export type ScanWarning = { code: ScanWarningCode; values: Record<string, string | number> };

export type Coverage = {
  /** Answers that were read as a page. */
  pages: number;
  pagesBehindLogin: number;
  forms: Seen;
  parameters: Seen;
  endpoints: Seen;
  skipped: readonly SkippedGroup[];
  warnings: readonly ScanWarning[];
  /** Whether a session was proven on the verify URL; null when the plan has no login. */
  isLoginProven: boolean | null;
};

/**
 * What the scan changed or added at a place that saves. `parameter` is null where a whole record was added; `mark` is what
 * to look for, `count` how many submissions there were.
 */
export type LeftBehind = {
  method: string;
  url: string;
  parameter: string | null;
  mark: string;
  count: number;
  wasPutBack: boolean;
};

export type CheckVersion = { id: string; version: number };

export type ScanResult = {
  scanId: string;
  origin: string;
  outcome: ScanOutcome;
  /** Null only when the outcome is `COMPLETE`. */
  reason: ScanReason | null;
  findings: readonly FingerprintedFinding[];
  checklist: readonly ChecklistEntry[];
  coverage: Coverage;
  /** Everything that was changed, put back or not. */
  leftBehind: readonly LeftBehind[];
  counters: ScanCounters;
  score: number;
  engineVersion: string;
  checkVersions: readonly CheckVersion[];
  startedAt: Date;
  completedAt: Date;
};
