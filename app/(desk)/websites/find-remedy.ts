import type { Route } from 'next';
import { websitePath } from '@/app/paths';
import type { Blocker } from '@/lib/websites/rules/website-actions';

/** Where a blocker can be removed: a missing proof on the Ownership tab; of the others only time or people. */
export function findRemedy(
  blocker: Blocker | null,
  websiteId: string,
  label: string,
): { href: Route; label: string } | undefined {
  const isProofMissing = blocker?.code === 'NOT_VERIFIED' || blocker?.code === 'VERIFICATION_EXPIRED';
  return isProofMissing ? { href: websitePath(websiteId), label } : undefined;
}
