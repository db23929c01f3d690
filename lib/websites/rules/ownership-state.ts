import { DAY_MS } from '@/lib/core/clock';
import { OWNERSHIP_VALID_DAYS } from '@/lib/core/policy';

/**
 * UNVERIFIED: never proven, or its claim was released. VERIFIED: proven, and the proof still counts.
 * EXPIRED: proven before that; the host stays claimed, but the file has to be checked again.
 */
export const OWNERSHIP_STATES = ['UNVERIFIED', 'VERIFIED', 'EXPIRED'] as const;
export type OwnershipState = (typeof OWNERSHIP_STATES)[number];

/** The end of a proof of ownership; null where there is none. */
export const ownershipValidUntil = (verifiedAt: Date | null): Date | null =>
  verifiedAt && new Date(verifiedAt.getTime() + OWNERSHIP_VALID_DAYS * DAY_MS);

/** The state at `now`: derived from the last proof, never stored. At the very end it is EXPIRED. */
export function ownershipState(verifiedAt: Date | null, now: Date): OwnershipState {
  const validUntil = ownershipValidUntil(verifiedAt);
  if (!validUntil) return 'UNVERIFIED';
  return now < validUntil ? 'VERIFIED' : 'EXPIRED';
}

/** The proofs that count at `now` are later than this instant. */
export const oldestValidProof = (now: Date): Date => new Date(now.getTime() - OWNERSHIP_VALID_DAYS * DAY_MS);
