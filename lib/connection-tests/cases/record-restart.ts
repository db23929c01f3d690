import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { updateRestartedCase } from './store';

/** Gives a case the result of its newest call, which was sent again. */
export function recordRestart(
  tx: Transaction,
  scope: OrganizationScope,
  result: { messageId: string; isPassed: boolean; declarationVersion: number; at: Date },
): Promise<void> {
  return updateRestartedCase(tx, scope, result);
}
