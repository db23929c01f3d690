import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { MessageHead } from './message-record';
import { findHeadsOfRun } from './store';

/** What a run called, in the order in which it did; those whose days in the log are over are absent. */
export const findRunMessages = (
  db: Database,
  scope: OrganizationScope,
  runId: string,
): Promise<MessageHead[]> => findHeadsOfRun(db, scope, runId);
