import type { Route } from 'next';
import type { Obstacle } from '@/lib/websites/rules/website-actions';

/** Where an obstacle can be removed: a missing proof on the Ownership tab; of the others only time or people. */
export function findRemedy(
  obstacle: Obstacle | null,
  websiteId: string,
  label: string,
): { href: Route; label: string } | undefined {
  const isProofMissing = obstacle?.code === 'NOT_VERIFIED' || obstacle?.code === 'VERIFICATION_EXPIRED';
  return isProofMissing ? { href: `/websites/${websiteId}` as Route, label } : undefined;
}
