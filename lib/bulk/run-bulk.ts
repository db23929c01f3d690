import { authoriseSystem, type Context, toOrganizationScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { database } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { goOn } from './go-on';
import { findBulkRun } from './store';

/** Does the next rows of a run, and has the rest done by a further job: each is over within seconds. */
export async function runBulk(context: Context, runId: string): Promise<void> {
  const system = authoriseSystem(context);
  const run = await findBulkRun(database(), system, runId);
  if (!run) return;
  const scope = toOrganizationScope(run, system);
  if (!(await goOn(context, scope, run))) return;
  await transact(context, ({ tx }) => addJob(tx, 'run-bulk', { runId }, { key: `run-bulk:${runId}` }));
}
