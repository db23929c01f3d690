import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type OrganizationScope, scopeOf } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { addJob } from '@/lib/jobs/add-job';
import type { RandomBytes } from '@/lib/signing/primitives';
import { openAccessKey } from '../access-key';
import type { ConnectionRun, RunItem } from '../connection-record';
import { findDeclaration } from '../find-declaration';
import { insertCall, writeCaseResult } from '../store';
import { callInterface } from './call-interface';
import { prepareRequest } from './prepare-request';
import { claimQueuedRun, finishRun, requeueRun, writeItems } from './store';

export type ConnectionRunner = {
  /** The guarded way to the production URL. */
  connect(productionUrl: string): Outbound & { close(): void };
  random: RandomBytes;
};

/**
 * Runs the cases of a queued run one after another: the instance that newInstance returned is the one that the others
 * are asked about. A case that is done is not repeated when another worker goes on; on shutdown the run goes back to
 * the queue.
 */
export async function runQueuedConnection(
  context: Context,
  job: { runId: string; workerId: string; signal: AbortSignal },
  runner: ConnectionRunner,
): Promise<void> {
  const platform = authoriseSystem(context);
  const run = await claimQueuedRun(database(), platform, { ...job, at: context.clock.now() });
  if (!run) return;
  const scope = scopeOf(run, platform);
  const hold = { runId: run.id, workerId: job.workerId };
  const items = run.items;
  const target = await targetOf(scope, run);
  const outbound = target && runner.connect(target.productionUrl);
  try {
    for (const [index, item] of items.entries()) {
      if (item.state !== 'WAITING') continue;
      if (job.signal.aborted) {
        await inTransaction(async (tx) => {
          if (await requeueRun(tx, platform, hold)) await addJob(tx, 'run-connection', { runId: run.id });
        });
        return;
      }
      items[index] =
        target && outbound
          ? await runItem(context, scope, run, item, { ...target, outbound, random: runner.random })
          : { ...item, state: 'NOT_RUN' };
      if (!(await writeItems(database(), platform, hold, items, context.clock.now()))) return;
    }
  } finally {
    outbound?.close();
  }
  await inTransaction(async (tx) => {
    if (!(await finishRun(tx, platform, hold, context.clock.now()))) return;
    await recordAudit(tx, context, {
      event: 'connection.runFinished',
      organizationId: run.organizationId,
      subject: { type: 'connection', id: run.assetId },
      assetId: run.assetId,
      after: { passed: items.filter(({ state }) => state === 'PASSED').length, of: items.length },
    });
  });
}

type Target = { productionUrl: string; accessKey: string };

/** Null when what the run needs has gone since it was asked for: its cases are then not run. */
async function targetOf(scope: OrganizationScope, run: ConnectionRun): Promise<Target | null> {
  const declaration = await findDeclaration(database(), scope, run.assetId);
  if (!declaration || declaration.version !== run.declarationVersion || !declaration.isAccessKeySet)
    return null;
  return {
    productionUrl: declaration.productionUrl,
    accessKey: await openAccessKey(database(), scope, run.assetId),
  };
}

async function runItem(
  context: Context,
  scope: OrganizationScope,
  run: ConnectionRun,
  item: RunItem,
  target: Target & { outbound: Outbound; random: RandomBytes },
): Promise<RunItem> {
  const prepared = await prepareRequest(context, scope, run.assetId, item);
  if (!prepared) return { ...item, state: 'NOT_RUN' };
  const call = await callInterface(context, prepared, target);
  const at = context.clock.now();
  const id = newId(at.getTime());
  await inTransaction(async (tx) => {
    await insertCall(tx, scope, { ...call, id, assetId: run.assetId, runId: run.id, createdAt: at });
    await writeCaseResult(tx, scope, {
      id: newId(at.getTime()),
      assetId: run.assetId,
      activity: item.activity,
      request: prepared.request,
      isPassed: call.isPassed,
      messageId: id,
      declarationVersion: run.declarationVersion,
      at,
    });
  });
  return { ...item, state: call.isPassed ? 'PASSED' : 'FAILED', messageId: id };
}
