import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { isOutage } from '@/lib/core/outage';
import { database, inTransaction, isAnyUniqueViolation } from '@/lib/db/client';
import { addLongJob } from './add-long-job';
import type { Execution, Lease, LongWork } from './long-work';
import { returnLongWork } from './return-long-work';
import { beatLease, takeLease } from './store';
import { type WatchDeps, watchExecution } from './watch-execution';
import { whileLeased } from './while-leased';

export type WorkDeps<Work, End> = Pick<WatchDeps, 'every' | 'stalledAfterMs'> & {
  /** Works until the end, which it returns, or until the signal aborts: then null. */
  perform(work: Work, execution: Execution): Promise<End | null>;
  /** How work ends whose program failed; without it the failure is thrown, and another execution tries again. */
  failed?(work: Work, error: unknown): End;
};

/**
 * Runs queued work to its end; work that is no longer queued is left alone, so that a job run twice works once. On
 * shutdown it goes back to the queue, and so it does when the database was away too long to go on; when another worker
 * took it over, this one writes nothing.
 * @param job `workerId` names this one execution: no other may ever have the same
 */
export async function runLongWork<Work, End>(
  context: Context,
  kind: LongWork<Work, End>,
  job: { id: string; workerId: string; signal: AbortSignal },
  { perform, failed, every, stalledAfterMs }: WorkDeps<Work, End>,
): Promise<void> {
  const scope = authoriseSystem(context);
  const lease: Lease = { job: kind.job, id: job.id, workerId: job.workerId };
  const work = await take(context, scope, kind, lease);
  if (work === null) return;
  const finish = (chooseEnd: (inner: Parameters<typeof kind.chooseEnd>[0]) => End) =>
    whileLeased(context, scope, lease, (inner) => kind.finish(inner, scope, work, chooseEnd(inner)));
  if (kind.isCancelled(work)) {
    await finish((inner) => kind.chooseEnd(inner, work, 'CANCELLED'));
    return;
  }

  let onBeat = async (): Promise<void> => undefined;
  const watch = watchExecution(
    context.clock,
    { shutdown: job.signal, every, stalledAfterMs },
    () => beatLease(database(), scope, lease),
    () => onBeat(),
  );
  const { signal, cause } = watch;
  let end: End | null = null;
  try {
    end = await perform(work, {
      ...{ lease, signal, cause },
      onBeat: (write) => {
        onBeat = write;
      },
      whileLeased: (write) => whileLeased(context, scope, lease, write),
    });
  } catch (error) {
    // What we cut short ourselves fails too, and says nothing; neither does a database that was away.
    if (!isOutage(error) && cause() === null) {
      if (!failed) throw error;
      end = failed(work, error);
    }
  } finally {
    await watch.stop();
  }
  const known = end;
  if (cause() === 'TAKEN_OVER') return;
  if (known === null && cause() === 'CANCELLED')
    await finish((inner) => kind.chooseEnd(inner, work, 'CANCELLED'));
  else if (known === null)
    await whileLeased(context, scope, lease, (inner) =>
      returnLongWork(inner, scope, kind, { ...lease, isLost: false }),
    );
  else
    await finish(() => known).catch(async (error: unknown) => {
      if (isOutage(error) || !failed) throw error;
      // What was found cannot be kept: said, instead of doing it all again with the same outcome.
      await finish(() => failed(work, error));
    });
}

async function take<Work, End>(
  context: Context,
  scope: PlatformScope,
  kind: LongWork<Work, End>,
  lease: Lease,
): Promise<Work | null> {
  try {
    return await transact(context, async (inner) => {
      if (!(await takeLease(inner.tx, scope, lease))) return null;
      const work = await kind.read(inner, scope, lease.id);
      await kind.begin?.(inner, scope, work);
      return work;
    });
  } catch (error) {
    if (kind.retryTakenMs === undefined || !isAnyUniqueViolation(error)) throw error;
    const runAt = new Date(context.clock.now().getTime() + kind.retryTakenMs);
    await inTransaction((tx) => addLongJob(tx, kind.job, lease.id, runAt));
    return null;
  }
}
