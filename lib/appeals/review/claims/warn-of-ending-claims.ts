import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { CLAIM_ENDING_MINUTES } from '@/lib/core/policy';
import { notify } from '@/lib/notices/notify';
import { findEndingClaims } from './claim-store';

/**
 * Tells reviewers whose claim ends in some minutes. A claim that was made longer has another end, and is told of again.
 * @returns how many it told
 */
export async function warnOfEndingClaims(context: Context): Promise<{ warned: number }> {
  const scope = authoriseSystem(context);
  const warned = await transact(context, async (inner) => {
    const claims = await findEndingClaims(inner.tx, scope, CLAIM_ENDING_MINUTES);
    return notify(
      inner,
      claims.map(({ organizationId, reviewerId, leaseUntil, ...values }) => ({
        kind: 'review.claimEnding' as const,
        organizationId,
        key: `${values.submissionId}:${leaseUntil.toISOString()}`,
        values: { ...values, endsAt: leaseUntil.toISOString() },
        to: [reviewerId],
      })),
    );
  });
  return { warned };
}
