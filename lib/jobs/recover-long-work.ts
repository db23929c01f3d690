import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { isOutage } from '@/lib/core/outage';
import { RUN_ATTEMPTS } from '@/lib/core/policy';
import { database, inTransaction } from '@/lib/db/client';
import { addLongJob, longJobKey } from './add-long-job';
import { findMissingJobs } from './find-missing-jobs';
import type { LongWork } from './long-work';
import { returnLongWork } from './return-long-work';
import { findSilent, findWaiting } from './store';
import { whileLeased } from './while-leased';

/**
 * Gives work whose worker stopped answering to another; what lost its worker three times ends, so that nothing runs
 * for ever. Queued work whose job has gone gets a new one, so that nothing waits for ever either. Any number of
 * workers may do this at once.
 * @param stalledAfterMs the silence that counts as lost
 * @returns how many were taken back
 * @throws AggregateError of those that could not be, when the others have been; an outage at once
 */
export async function recoverLongWork<Work, End>(
  context: Context,
  kind: LongWork<Work, End>,
  stalledAfterMs: number,
): Promise<number> {
  const scope = authoriseSystem(context);
  const { job } = kind;
  let recovered = 0;
  const failures: unknown[] = [];
  const recover = async (step: () => Promise<boolean>) => {
    try {
      if (await step()) recovered += 1;
    } catch (error) {
      if (isOutage(error)) throw error;
      failures.push(error);
    }
  };
  for (const { id, workerId, attempt } of await findSilent(database(), scope, job, stalledAfterMs)) {
    const lease = { job, id, workerId };
    await recover(() =>
      whileLeased(context, scope, { ...lease, silentForMs: stalledAfterMs }, async (inner) => {
        if (attempt < RUN_ATTEMPTS) return returnLongWork(inner, scope, kind, { ...lease, isLost: true });
        const work = await kind.read(inner, scope, id);
        await kind.finish(inner, scope, work, kind.chooseEnd(inner, work, 'WORKER_LOST'));
      }),
    );
  }
  const waiting = await findWaiting(database(), scope, job, stalledAfterMs);
  const keys = waiting.map((id) => longJobKey(job, id));
  const missing = new Set(await findMissingJobs(database(), keys, stalledAfterMs));
  for (const id of waiting.filter((one) => missing.has(longJobKey(job, one)))) {
    await recover(async () => {
      await inTransaction((tx) => addLongJob(tx, job, id));
      return true;
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} × ${job} not recovered`);
  return recovered;
}
