import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { runLongWork } from '@/lib/jobs/run-long-work';
import type { WatchDeps } from '@/lib/jobs/watch-execution';
import { callSeller, type SellerCalls } from './call-seller';
import { CONNECTION_WORK } from './connection-work';

/** What a worker brings: the way out, and how to wait; the rest is read from the database. */
export type ConnectionRunner = SellerCalls & Pick<WatchDeps, 'every' | 'stalledAfterMs'>;

/**
 * Runs a queued run to its end; one that is no longer queued is left alone, so that a job run twice calls once. What
 * is finished is kept at once and never repeated, whoever goes on; on shutdown the run goes back to the queue; when
 * another worker took it over, this one writes nothing.
 * @param job `workerId` names this one execution: no other may ever have the same
 */
export function runQueuedConnection(
  context: Context,
  { runId: id, ...job }: { runId: string; workerId: string; signal: AbortSignal },
  runner: ConnectionRunner,
): Promise<void> {
  const scope = authoriseSystem(context);
  const { every, stalledAfterMs } = runner;
  return runLongWork(
    context,
    CONNECTION_WORK,
    { id, ...job },
    {
      ...{ every, stalledAfterMs },
      perform: (run, execution) => callSeller({ ...context, scope }, run, runner, execution),
    },
  );
}
