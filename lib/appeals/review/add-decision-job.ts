import { UNDO_SECONDS } from '@/lib/core/policy';
import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';

export const decisionJobKey = (decisionId: string): string => `apply-decision:${decisionId}`;

/** Adds the job that does what was decided, not before the time to undo it is over. */
export async function addDecisionJob(tx: Transaction, { id, at }: { id: string; at: Date }): Promise<void> {
  const runAt = new Date(at.getTime() + UNDO_SECONDS * 1_000);
  await addJob(tx, 'apply-decision', { decisionId: id }, { key: decisionJobKey(id), runAt });
}
