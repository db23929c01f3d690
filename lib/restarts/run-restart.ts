import { getAssetOfAnyone } from '@/lib/assets/get-asset';
import {
  authoriseSystem,
  type Context,
  type OrganizationScope,
  type PlatformScope,
  scopeOf,
} from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { recordRestart } from '@/lib/connection-tests/cases/record-restart';
import { callInterface } from '@/lib/connection-tests/engine/call-interface';
import { MINUTE_MS, SECOND_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { addJob } from '@/lib/jobs/add-job';
import { keysOf } from '@/lib/koogallery/call-target';
import { insertAttempt } from '@/lib/messages/record/insert-attempt';
import { sealAttempt } from '@/lib/messages/record/seal-attempt';
import { findSecrets } from '@/lib/messages/rules/find-secrets';
import type { RandomBytes } from '@/lib/signing/primitives';
import { type PreparedRestart, prepareRestart } from './prepare-restart';
import type { RestartItem } from './restart-record';
import { claimItem, findRestartOfAnyone, finishRestart, settleItem } from './store';

export type MessageSender = {
  /** The guarded way to the production URL. */
  connect(productionUrl: string): Outbound & { close(): void };
  random: RandomBytes;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/** Calls at once: a seller that answers slowly is not to be flooded. */
const PARALLELISM = 2;
/** A job of the queue is short: after this no further call is begun, and another job goes on. */
const BUDGET_MS = 30 * SECOND_MS;
/** Longer than a call and what is done with it takes. */
const SILENT_AFTER_MS = MINUTE_MS;

export const restartJobKey = (restartId: string): string => `restart-messages:${restartId}`;

/**
 * Sends the messages of a restart again, each as a further attempt of its message. What is settled is not repeated,
 * whoever goes on with it; what the end of this process cuts short waits again.
 */
export async function runRestart(
  context: Context,
  { restartId, signal }: { restartId: string; signal: AbortSignal },
  sender: MessageSender,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<void> {
  const system = authoriseSystem(context);
  const restart = await findRestartOfAnyone(database(), system, restartId);
  if (!restart || restart.finishedAt) return;
  const scope = scopeOf(restart, system);
  const until = context.clock.now().getTime() + BUDGET_MS;
  const lane = async (): Promise<void> => {
    while (!signal.aborted && context.clock.now().getTime() < until) {
      const at = context.clock.now();
      const silentSince = new Date(at.getTime() - SILENT_AFTER_MS);
      const messageId = await claimItem(database(), system, { restartId, at, silentSince });
      if (messageId === null) return;
      const task = { scope, system, restartId, messageId, signal, allowedHosts };
      await sendAgain(context, task, sender);
    }
  };
  await Promise.all(Array.from({ length: PARALLELISM }, lane));
  const now = context.clock.now();
  if (await finishRestart(database(), system, restartId, now)) return;
  // Not at once: what another process holds is waited for, and not asked for over and over.
  const runAt = new Date(now.getTime() + SECOND_MS);
  await inTransaction((tx) =>
    addJob(tx, 'restart-messages', { restartId }, { key: restartJobKey(restartId), runAt }),
  );
}

type Task = {
  scope: OrganizationScope;
  system: PlatformScope;
  restartId: string;
  messageId: string;
  signal: AbortSignal;
  allowedHosts: ReadonlySet<string>;
};

async function sendAgain(context: Context, task: Task, sender: MessageSender): Promise<void> {
  const { scope, system, restartId, messageId, allowedHosts } = task;
  const now = context.clock.now();
  const readAsset = (assetId: string) => getAssetOfAnyone(system, assetId);
  const prepared = await prepareRestart(scope, readAsset, messageId, { now, allowedHosts });
  const settle = (item: Pick<RestartItem, 'state' | 'reason'>) =>
    inTransaction((tx) => settleItem(tx, system, restartId, { messageId, ...item }));
  if (!prepared.ok) {
    await settle({ state: 'NOT_SENT', reason: prepared.reason });
    return;
  }
  const called = await call(context, prepared, task.signal, sender);
  if (!called) {
    await settle({ state: 'WAITING', reason: null });
    return;
  }
  const { attempt } = called.draft;
  const plain = findSecrets('', [JSON.stringify(prepared.request)]);
  const sealed = await sealAttempt(attempt, [...keysOf(prepared.target.target), ...plain]);
  const { isPassed } = attempt;
  await inTransaction(async (tx) => {
    await insertAttempt(tx, scope, messageId, sealed);
    const declarationVersion = prepared.target.declaration.version;
    const at = context.clock.now();
    await recordRestart(tx, scope, { messageId, isPassed, declarationVersion, at });
    await settleItem(tx, system, restartId, {
      messageId,
      state: isPassed ? 'PASSED' : 'FAILED',
      reason: null,
    });
  });
}

async function call(
  { clock }: Context,
  { message, spec, request, target }: Extract<PreparedRestart, { ok: true }>,
  signal: AbortSignal,
  { connect, random, pause }: MessageSender,
) {
  const outbound = connect(target.target.productionUrl);
  const deps = {
    protocol: target.protocol,
    target: target.target,
    outbound,
    clock,
    random,
    newId: () => newId(clock.now().getTime()),
    pause: (ms: number) => pause(ms, signal),
    signal,
    // The request says so itself, as it did when it was first sent.
    isTestFlagged: false,
  };
  try {
    return await callInterface(spec, request, deps, message);
  } finally {
    outbound.close();
  }
}
