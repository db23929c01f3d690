import type { OrganizationScope } from '@/lib/auth/actor';
import { conflict } from '@/lib/core/errors';
import type { Database, Transaction } from '@/lib/db/client';
import { insertClaim, releaseOwnClaim } from './claims/store';
import { gatherWebsiteFacts } from './gather-website-facts';
import type { WebsiteActionFacts } from './rules/website-actions';
import { lockWebsite, requireWebsite, updateWebsite, type Website, type WebsiteRow } from './store';

export type LockedWebsite = { website: WebsiteRow; facts: WebsiteActionFacts };

/**
 * The website and what decides about it, held until the caller's transaction ends: two that would verify, scan or
 * remove it at once come one after the other.
 * @throws AppError NOT_FOUND
 */
export async function lockWebsiteWithFacts(
  tx: Transaction,
  scope: OrganizationScope,
  websiteId: string,
  now: Date,
): Promise<LockedWebsite> {
  const website = await lockWebsite(tx, scope, websiteId);
  return { website, facts: await gatherWebsiteFacts(tx, scope, website, now) };
}

/**
 * Makes a proven website the holder of its host: claim and stamp in the caller's transaction.
 * @returns false where another website holds the host; then nothing is written
 */
export async function claimHost(tx: Transaction, website: Website, now: Date): Promise<boolean> {
  const claim = await insertClaim(tx, website, now);
  if (claim.websiteId !== website.id) return false;
  if (!(await updateWebsite(tx, website, { verifiedAt: now }, now)))
    throw conflict('websites.changedMeanwhile');
  return true;
}

/** Gives the host back: the website is unverified again, and whoever proves the host may claim it. */
export async function releaseHost(tx: Transaction, website: Website, now: Date): Promise<void> {
  await releaseOwnClaim(tx, website, now);
  if (!(await updateWebsite(tx, website, { verifiedAt: null }, now)))
    throw conflict('websites.changedMeanwhile');
}

/** The website, for rooms behind this one that only look. @throws AppError NOT_FOUND */
export const readWebsite = (db: Database, scope: OrganizationScope, websiteId: string): Promise<WebsiteRow> =>
  requireWebsite(db, scope, websiteId);
