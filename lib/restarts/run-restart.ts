import { getAssetOfAnyone } from '@/lib/assets/get-asset';
import {
  authoriseSystem,
  type Context,
  type OrganizationScope,
  type PlatformScope,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { recordRestart } from '@/lib/connection-tests/cases/record-restart';
import { callInterface } from '@/lib/connection-tests/engine/call-interface';
import { newId } from '@/lib/core/ids';
import { RESTARTS_AT_ONCE } from '@/lib/core/policy';
import type { Outbound } from '@/lib/http/exchange';
import type { Execution } from '@/lib/jobs/long-work';
import { runLongWork } from '@/lib/jobs/run-long-work';
import type { WatchDeps } from '@/lib/jobs/watch-execution';
import { listTargetKeys } from '@/lib/koogallery/call-target';
import { insertAttempt } from '@/lib/messages/for-other-rooms';
import { sealAttempt } from '@/lib/messages/record/seal-attempt';
import { findHiddenValues } from '@/lib/messages/rules/find-hidden-values';
import type { RandomBytes } from '@/lib/signing/primitives';
import { type PreparedRestart, prepareRestart } from './prepare-restart';
import type { Restart, RestartItem } from './restart-record';
import { RESTART_WORK } from './restart-work';
import { storeItem } from './store';

export type MessageSender = {
  /** The guarded way to the production URL. */
  connect(productionUrl: string): Outbound & { close(): void };
  random: RandomBytes;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/** What a worker brings: the way out, and how to wait; the rest is read from the database. */
export type RestartRunner = MessageSender & Pick<WatchDeps, 'every' | 'stalledAfterMs'>;

/**
 * Sends the messages of a restart again, each as a further attempt of its message. What is settled is not repeated,
 * whoever goes on with it; what the end of this process cuts short waits again.
 */
export function runRestart(
  context: Context,
  { restartId: id, ...job }: { restartId: string; workerId: string; signal: AbortSignal },
  runner: RestartRunner,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<void> {
  const system = authoriseSystem(context);
  const { every, stalledAfterMs } = runner;
  return runLongWork(
    context,
    RESTART_WORK,
    { id, ...job },
    {
      ...{ every, stalledAfterMs },
      perform: async (restart, execution) => {
        const task = {
          restart,
          system,
          scope: toOrganizationScope(restart, system),
          allowedHosts,
          execution,
        };
        const waiting = restart.items.filter(({ state }) => state === 'WAITING');
        let isLeased = true;
        const lane = async (): Promise<void> => {
          while (isLeased && !execution.signal.aborted) {
            const item = waiting.shift();
            if (!item) return;
            if (!(await sendAgain(context, task, item.messageId, runner))) isLeased = false;
          }
        };
        const lanes = await Promise.allSettled(Array.from({ length: RESTARTS_AT_ONCE }, lane));
        const failed = lanes.find((one) => one.status === 'rejected');
        if (failed) throw failed.reason;
        return isLeased && !execution.signal.aborted ? 'ENDED' : null;
      },
    },
  );
}

type Task = {
  restart: Restart;
  scope: OrganizationScope;
  system: PlatformScope;
  allowedHosts: ReadonlySet<string>;
  execution: Execution;
};

/** @returns false when the restart is somebody else's by now: then nothing more is sent */
async function sendAgain(
  context: Context,
  { restart, scope, system, allowedHosts, execution }: Task,
  messageId: string,
  sender: MessageSender,
): Promise<boolean> {
  const now = context.clock.now();
  const readAsset = (assetId: string) => getAssetOfAnyone(system, assetId);
  const prepared = await prepareRestart(scope, readAsset, messageId, { now, allowedHosts });
  const settle = (item: Pick<RestartItem, 'state' | 'reason'>) =>
    execution.whileLeased(({ tx }) => storeItem(tx, system, restart.id, { messageId, ...item }));
  if (!prepared.ok) return settle({ state: 'NOT_SENT', reason: prepared.reason });
  if (!(await settle({ state: 'SENDING', reason: null }))) return false;
  const called = await call(context, prepared, execution.signal, sender);
  if (!called) return settle({ state: 'WAITING', reason: null });
  const { attempt } = called.draft;
  const plain = findHiddenValues('', [JSON.stringify(prepared.request)]);
  const sealed = await sealAttempt(attempt, [...listTargetKeys(prepared.target.target), ...plain]);
  const { isPassed } = attempt;
  const state = isPassed ? 'PASSED' : 'FAILED';
  const declarationVersion = prepared.target.declaration.version;
  const at = context.clock.now();
  return execution.whileLeased(async ({ tx }) => {
    await insertAttempt(tx, scope, messageId, sealed);
    await recordRestart(tx, scope, { messageId, isPassed, declarationVersion, at });
    await storeItem(tx, system, restart.id, { messageId, state, reason: null });
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
