import { type Context, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import type { Execution } from '@/lib/jobs/long-work';
import { listTargetKeys } from '@/lib/koogallery/call-target';
import type { RandomBytes } from '@/lib/signing/primitives';
import type { ConnectionRun } from '../connection-record';
import { diagnoseRefusal } from '../engine/diagnose-signature';
import { executeRun } from '../engine/execute-run';
import { threadedExplainer } from '../engine/threaded-explainer';
import { withRequests } from '../kept-requests';
import { moveToCurrentKey } from '../move-to-current-key';
import { writeProof } from '../prove-url/store';
import { readCallTarget } from '../read-call-target';
import type { UrlProof } from '../rules/url-check';
import type { ConnectionRunEnd } from './connection-work';
import { knownInstances } from './known-instances';
import { findRunCase, readRunCases } from './run-cases';
import { type SavedRun, saveItem } from './save-item';
import { type ClaimedRun, storeRunning } from './work-store';

export type SellerCalls = {
  /** The guarded way to the production URL. */
  connect(productionUrl: string): Outbound & { close(): void };
  /** Proves the production URL. Never rejects. */
  prove(productionUrl: string, signal: AbortSignal): Promise<UrlProof>;
  random: RandomBytes;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/**
 * Makes the calls of a run with what the asset declares now, and keeps each item as it ends. If the declaration
 * changed after the run was queued, or its key cannot be read, nobody is called and the items say so.
 */
export async function callSeller(
  context: Context & { scope: PlatformScope },
  run: ClaimedRun,
  calls: SellerCalls,
  execution: Execution,
): Promise<ConnectionRunEnd | null> {
  const { signal, cause, whileLeased } = execution;
  const { clock, scope: platform } = context;
  const scope = toOrganizationScope(run, platform);
  const read = await readCallTarget(database(), scope, run.assetId, clock.now());
  const reason = read.ok ? 'DECLARATION_CHANGED' : read.reason;
  if (!read.ok || read.declaration.version !== run.declarationVersion)
    return { status: 'FINISHED', unfinished: reason };
  const { declaration, target, protocol } = read;
  await moveToCurrentKey(database(), scope, run.assetId);
  const items = await withRequests(run.items, run.sealedRequests, run.assetId);
  if (!items) return { status: 'FINISHED', unfinished: 'ACCESS_KEY_UNREADABLE' };
  const cases = await readRunCases(database(), scope, declaration);
  const secrets = listTargetKeys(target);
  const about: SavedRun = {
    ...{ scope, platform, run, protocol: declaration.protocol, cases, secrets },
    ...{ items, instances: run.instances, runningKeys: [] },
  };
  tellRunning(about, platform, execution);
  const outbound = calls.connect(target.productionUrl);
  // Beside the calls: the handshakes of the proof are no reason to wait, nor is a proof that cannot be kept to fail.
  const proved = run.sections.includes('cases')
    ? proveBeside(run, target.productionUrl, calls, signal).catch(() => undefined)
    : null;
  try {
    const { end } = await executeRun({
      items,
      instances: await knownInstances(scope, run),
      parallelism: run.parallelism,
      isDiagnosed: run.isDiagnosed,
      declared: declaration,
      savedRequest: (activity, caseName) => findRunCase(cases, { activity, caseName })?.request ?? null,
      ...(run.kind === 'PROBE'
        ? { casePurpose: 'PROBE' }
        : // Dozens of calls that a seller refuses are for somebody who watches.
          { casePurpose: 'CASE', diagnose: diagnoseRefusal }),
      deps: {
        ...{ protocol, target, outbound, clock, signal, random: calls.random },
        newId: () => newId(clock.now().getTime()),
        pause: (ms) => calls.pause(ms, signal),
        isTestFlagged: run.isTestFlagged,
        explainer: threadedExplainer(),
      },
      onRunning: (keys) => {
        about.runningKeys = keys;
      },
      save: (result) => saveItem(context.clock, about, whileLeased, result),
    });
    if (end === 'DONE') return { status: 'FINISHED', unfinished: 'CANCELLED' };
    return cause() === 'CANCELLED' ? { status: 'CANCELLED', unfinished: 'CANCELLED' } : null;
  } finally {
    await proved;
    outbound.close();
  }
}

/** Tells those who watch which items are under way. */
function tellRunning(about: SavedRun, scope: PlatformScope, { lease, onBeat }: Execution): void {
  let toldKeys: readonly string[] = [];
  onBeat(async () => {
    const { runningKeys } = about;
    if (runningKeys !== toldKeys) await storeRunning(database(), scope, lease, runningKeys);
    toldKeys = runningKeys;
  });
}

/** A proof that our own side cut short proves nothing and is not kept. */
async function proveBeside(
  { assetId, declarationVersion }: ConnectionRun,
  productionUrl: string,
  { prove }: SellerCalls,
  signal: AbortSignal,
): Promise<void> {
  const proof = await prove(productionUrl, signal);
  if (!signal.aborted) await inTransaction((tx) => writeProof(tx, { ...proof, assetId, declarationVersion }));
}
