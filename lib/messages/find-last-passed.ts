import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { OpenedMessage } from './message-record';
import { openMessage } from './open-message';
import { findLastSealedPass } from './store';

/** The newest call of an activity that passed, whatever it was made for, byte-exact; null when none ever did. */
export async function findLastPassed(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  activity: string,
): Promise<OpenedMessage | null> {
  const row = await findLastSealedPass(db, scope, assetId, activity);
  return row && openMessage(row);
}
