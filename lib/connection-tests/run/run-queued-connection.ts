import { recordAudit } from '@/lib/audit/record-audit';
import {
  authoriseSystem,
  type Context,
  type OrganizationScope,
  type PlatformScope,
  scopeOf,
} from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { addJob } from '@/lib/jobs/add-job';
import { insertMessage } from '@/lib/messages/insert-message';
import { sealMessage } from '@/lib/messages/seal-message';
import type { RandomBytes } from '@/lib/signing/primitives';
import type { ConnectionRun, NotRunReason, RunItem } from '../connection-record';
import { readCallTarget } from '../read-call-target';
import { findInstance } from '../find-instance';
import { writeCaseResult } from '../store';
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
  const sources = { random: runner.random, signal: job.signal };
  const target = await targetOf(scope, run, context.clock.now());
  const outbound = target.ok ? runner.connect(target.productionUrl) : null;
  try {
    for (const [index, item] of items.entries()) {
      if (item.state !== 'WAITING') continue;
      const done = job.signal.aborted
        ? null
        : target.ok && outbound
          ? await runItem(context, scope, run, item, { ...target, outbound, ...sources })
          : { ...item, state: 'NOT_RUN' as const, ...(target.ok ? {} : { reason: target.reason }) };
      if (!done) {
        await giveBack(platform, hold);
        return;
      }
      items[index] = done;
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

/** Back to the queue, for another worker to go on with. */
const giveBack = (scope: PlatformScope, hold: { runId: string; workerId: string }): Promise<void> =>
  inTransaction(async (tx) => {
    if (await requeueRun(tx, scope, hold)) await addJob(tx, 'run-connection', { runId: hold.runId });
  });

type Target = { protocol: 'V2' | 'V1'; productionUrl: string; accessKey: string };

/** What the calls need; or why it has gone since the run was asked for: its cases are then not run. */
async function targetOf(
  scope: OrganizationScope,
  run: ConnectionRun,
  now: Date,
): Promise<({ ok: true } & Target) | { ok: false; reason: NotRunReason }> {
  const read = await readCallTarget(database(), scope, run.assetId, now);
  if (!read.ok) return { ok: false, reason: 'ACCESS_KEY_UNREADABLE' };
  const { declaration, target } = read;
  if (declaration.version !== run.declarationVersion) return { ok: false, reason: 'DECLARATION_CHANGED' };
  const { productionUrl, accessKey } = target;
  return { ok: true, protocol: declaration.protocol, productionUrl, accessKey };
}

/** @returns null when the worker was told to stop in the middle of the call */
async function runItem(
  context: Context,
  scope: OrganizationScope,
  run: ConnectionRun,
  item: RunItem,
  target: Target & { outbound: Outbound; random: RandomBytes; signal: AbortSignal },
): Promise<RunItem | null> {
  const prepared = (await isOrphaned(scope, run, item))
    ? null
    : await prepareRequest(context, scope, run.assetId, item);
  if (!prepared) return { ...item, state: 'NOT_RUN', reason: 'NO_INSTANCE' };
  const call = await callInterface(context, prepared, target);
  if (!call) return null;
  const at = context.clock.now();
  const id = newId(at.getTime());
  const { activity, isPassed, failureCode, resultCode, attempt } = call;
  const sealed = await sealMessage({
    id,
    assetId: run.assetId,
    runId: run.id,
    protocol: 'V2.0',
    activity,
    caseName: '',
    purpose: 'CASE',
    createdAt: at,
    attempt: { ...attempt, isPassed, failureCode, resultCode, explanations: [] },
  });
  await inTransaction(async (tx) => {
    await insertMessage(tx, scope, sealed);
    await writeCaseResult(tx, scope, {
      id: newId(at.getTime()),
      assetId: run.assetId,
      protocol: target.protocol,
      activity: item.activity,
      caseName: '',
      request: prepared.request,
      isFromBuilder: item.request !== undefined,
      isPassed: call.isPassed,
      messageId: id,
      declarationVersion: run.declarationVersion,
      at,
    });
  });
  return { ...item, state: call.isPassed ? 'PASSED' : 'FAILED', messageId: id };
}

/** Whether newInstance failed in this run and the instance before it is released: a seller may know none any more. */
async function isOrphaned(scope: OrganizationScope, run: ConnectionRun, item: RunItem): Promise<boolean> {
  const hasFailed = run.items.some(({ activity, state }) => activity === 'newInstance' && state === 'FAILED');
  if (!hasFailed || item.request) return false;
  return (await findInstance(database(), scope, run.assetId))?.isReleased ?? true;
}
