import type { OrganizationPermission } from '@/lib/auth/rules/permissions';
import type { OwnershipState } from './ownership-state';

/** What decides whether something may be done with a website now. */
export type WebsiteActionFacts = {
  ownership: OwnershipState;
  /** A scan of it is queued or running. */
  isScanUnfinished: boolean;
  /** Names of the assets that use it and are with the reviewers (Scanning or Reviewing). */
  assetsUnderReview: readonly string[];
};

export const WEBSITE_ACTIONS = [
  'rename',
  'verify',
  'editLogin',
  'tryLogin',
  'scan',
  'release',
  'remove',
] as const;
export type WebsiteAction = (typeof WEBSITE_ACTIONS)[number];

/** Why an action is not possible; texts: `errors.websites.blockers.<code>`. */
export const BLOCKERS = [
  'ROLE',
  'NOT_VERIFIED',
  'VERIFICATION_EXPIRED',
  'SCAN_RUNNING',
  'UNDER_REVIEW',
] as const;
export type BlockerCode = (typeof BLOCKERS)[number];
export type Blocker = { code: BlockerCode; values: Record<string, readonly string[]> };

type Condition = Exclude<BlockerCode, 'ROLE'>;

/**
 * KooGallery's domain rules: an unverified domain cannot be edited, a running one can neither be edited nor deleted.
 * What an asset under review is built on stays as it is. What sends requests needs a proof that still counts.
 */
const CONDITIONS: Record<WebsiteAction, readonly Condition[]> = {
  rename: ['NOT_VERIFIED', 'SCAN_RUNNING'],
  verify: [],
  editLogin: ['NOT_VERIFIED', 'SCAN_RUNNING'],
  tryLogin: ['NOT_VERIFIED', 'VERIFICATION_EXPIRED', 'SCAN_RUNNING'],
  scan: ['NOT_VERIFIED', 'VERIFICATION_EXPIRED', 'SCAN_RUNNING'],
  release: ['NOT_VERIFIED', 'SCAN_RUNNING', 'UNDER_REVIEW'],
  remove: ['SCAN_RUNNING', 'UNDER_REVIEW'],
};

/** The permission that each action needs. */
export const ACTION_PERMISSIONS: Record<WebsiteAction, OrganizationPermission> = {
  rename: 'website.edit',
  verify: 'website.verify',
  editLogin: 'login-profile.edit',
  tryLogin: 'login-profile.edit',
  scan: 'scan.run',
  release: 'website.release',
  remove: 'website.edit',
};

const IS_MET: Record<Condition, (facts: WebsiteActionFacts) => boolean> = {
  NOT_VERIFIED: ({ ownership }) => ownership === 'UNVERIFIED',
  VERIFICATION_EXPIRED: ({ ownership }) => ownership === 'EXPIRED',
  SCAN_RUNNING: ({ isScanUnfinished }) => isScanUnfinished,
  UNDER_REVIEW: ({ assetsUnderReview }) => assetsUnderReview.length > 0,
};

/** The first thing that blocks an action; null when it may be done. */
export function websiteBlocker(action: WebsiteAction, facts: WebsiteActionFacts): Blocker | null {
  const code = CONDITIONS[action].find((condition) => IS_MET[condition](facts));
  if (!code) return null;
  return { code, values: code === 'UNDER_REVIEW' ? { assets: facts.assetsUnderReview } : {} };
}
