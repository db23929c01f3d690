import type { OrganizationScope } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import type { Clock } from '@/lib/core/clock';

/** Up to this many calls count as a manual try. */
const FEW = 5;

/**
 * Counts calls to a seller that somebody asks for: few are limited as tries, many and whole sections as runs.
 * @param calls null: whole sections of a run
 * @throws AppError LIMIT_EXCEEDED
 */
export const requireCallAllowance = (
  clock: Clock,
  { organizationId }: OrganizationScope,
  calls: number | null,
): Promise<void> =>
  requireAttempt(
    clock,
    calls !== null && calls <= FEW ? 'send.connection-run' : 'send.connection-suite',
    organizationId,
    'auth.tooManySent',
  );
