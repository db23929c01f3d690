import type { PlatformScope } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { findMemberships } from './store';

/**
 * Whether a reviewer has nothing to do with the organization that sent a request: its members neither judge it nor see
 * how its review goes, in whichever organization they work now.
 * @throws AppError FORBIDDEN for a conflict of interest
 */
export async function requireNoConflict(
  db: Database,
  platform: PlatformScope & { userId: string },
  { organizationId }: { organizationId: string },
): Promise<void> {
  if ((await findMemberships(db, platform)).has(organizationId))
    throw new AppError('FORBIDDEN', { message: 'appeals.conflictOfInterest' });
}
