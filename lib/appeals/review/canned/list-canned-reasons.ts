import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type CannedReason, findCannedReasons } from './canned-reason-store';

/** The ready-made reasons, for administrators; the bench has them too (`getReview`). */
export async function listCannedReasons(context: Context): Promise<CannedReason[]> {
  const platform = authorisePlatform(context, 'reason.manage');
  return findCannedReasons(database(), platform);
}
