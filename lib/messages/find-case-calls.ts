import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { MessageHead } from './message-record';
import { findCaseHeads } from './store';

/** The newest calls of one case, newest first: those of runs and of the schedule, without what was asked on the way. */
export const findCaseCalls = (
  db: Database,
  scope: OrganizationScope,
  of: Pick<MessageHead, 'assetId' | 'protocol' | 'activity' | 'caseName'>,
  most: number,
): Promise<MessageHead[]> => findCaseHeads(db, scope, of, most);
