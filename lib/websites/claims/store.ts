import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';

type Claimed = { id: string; organizationId: string; host: string };
export type HostClaim = { websiteId: string; host: string; claimedAt: Date };

/**
 * Claims the website's host unless it is claimed: a partial unique index decides between two at once.
 * @returns the claim that holds now, the website's own or another one's
 */
export async function insertClaim(tx: Transaction, website: Claimed, at: Date): Promise<HostClaim> {
  const { id: websiteId, organizationId, host } = website;
  const data = [{ id: newId(at.getTime()), websiteId, organizationId, host, claimedAt: at }];
  await tx.hostClaim.createMany({ data, skipDuplicates: true });
  return tx.hostClaim.findFirstOrThrow({ where: { host, releasedAt: null } });
}

/** Gives back the website's claim; false when it had none. */
export async function releaseOwnClaim(tx: Transaction, website: Claimed, at: Date): Promise<boolean> {
  const { id: websiteId, organizationId } = website;
  const { count } = await tx.hostClaim.updateMany({
    where: { websiteId, organizationId, releasedAt: null },
    data: { releasedAt: at },
  });
  return count > 0;
}
