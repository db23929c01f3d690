import type { ConnectionFacts } from '@/lib/connection-tests/rules/connection-facts';
import type { KeyIn } from '@/lib/i18n/app-messages';
import type { LoginState } from '@/lib/websites/rules/login-state';
import type { OwnershipState } from '@/lib/websites/rules/ownership-state';

/** One website of an asset as readiness looks at it. */
export type WebsiteFacts = {
  id: string;
  name: string;
  host: string;
  ownership: OwnershipState;
  isAgreementAccepted: boolean;
  login: LoginState;
  isScanRunning: boolean;
  /** The newest scan that has ended and was not cancelled. */
  latestScan: null | {
    id: string;
    status: 'COMPLETE' | 'INCOMPLETE';
    completedAt: Date;
    blockingFindings: number;
    /** Findings that would block and were accepted earlier, and when the first of these decisions ends. */
    carriedFindings: number;
    carriedUntil: Date | null;
    /** When decisions on findings that block were revoked. */
    revocations: readonly Date[];
    /** Classes of the checklist that were not tested, or not at every place that was found. */
    untestedClasses: number;
    /** Website or login settings changed after the scan started. */
    isOutdated: boolean;
  };
};

export type ReadinessFacts = {
  assetId: string;
  name: string;
  websites: readonly WebsiteFacts[];
  connection: ConnectionFacts;
  /** When the newest submission was approved; null in every other status. What was found before is decided. */
  approvedAt: Date | null;
  /** When a review that rests on these scans may end at the latest, as `findReviewEnd` says; null: none does. */
  reviewEndsBy: Date | null;
};

export const SECTIONS = ['details', 'websites', 'selfCheck', 'connection'] as const;
export type Section = (typeof SECTIONS)[number];
export type SectionState = 'NOT_STARTED' | 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETE';

export type ConnectionField =
  | 'billingModes'
  | 'runs'
  | 'productionUrl'
  | 'accessKey'
  | 'kitAccessKey'
  | 'kitPublicKey'
  | 'cases';

/** Where the reader fixes it: a page and, where there is one, the field. */
export type FixTarget =
  | { page: 'details'; field: 'name' }
  | { page: 'websites' }
  | { page: 'website'; websiteId: string; tab: 'ownership' | 'login' | 'scans' }
  | { page: 'scan'; scanId: string }
  | { page: 'connection'; field: ConnectionField };

/** A blocker or a warning; its sentence is `readiness.<code>`, so that a code without one does not compile. */
export type ReadinessCode = KeyIn<'readiness'>;

export type ReadinessItem = {
  code: ReadinessCode;
  section: Section;
  values: Record<string, string | number>;
  target: FixTarget;
};
