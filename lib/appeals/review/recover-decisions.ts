import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import { findMissingJobs } from '@/lib/jobs/find-missing-jobs';
import { addDecisionJob, decisionJobKey } from './add-decision-job';
import { findOpenDecisions } from './decision-store';

/**
 * Gives decisions whose job was given up a new one: nobody can judge a review that waits for its decision.
 * @param stalledAfterMs the silence after which a job that was started counts as lost
 * @returns how many
 */
export async function recoverDecisions(context: Context, stalledAfterMs: number): Promise<number> {
  const platform = authoriseSystem(context);
  const open = await findOpenDecisions(database(), platform);
  const keys = open.map(({ id }) => decisionJobKey(id));
  const missing = new Set(await findMissingJobs(database(), keys, stalledAfterMs));
  const lost = open.filter(({ id }) => missing.has(decisionJobKey(id)));
  if (lost.length > 0)
    await inTransaction(async (tx) => {
      for (const decision of lost) await addDecisionJob(tx, decision);
    });
  return lost.length;
}
