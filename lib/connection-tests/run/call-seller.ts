import { type Context, type PlatformScope, scopeOf } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { keysOf } from '@/lib/koogallery/call-target';
import type { RandomBytes } from '@/lib/signing/primitives';
import type { ConnectionRun } from '../connection-record';
import { diagnoseRefusal } from '../engine/diagnose-signature';
import { executeRun, type RunEnd } from '../engine/execute-run';
import { threadedExplainer } from '../engine/threaded-explainer';
import { withRequests } from '../kept-requests';
import { moveToCurrentKey } from '../move-to-current-key';
import { writeProof } from '../prove-url/store';
import { readCallTarget } from '../read-call-target';
import { endUnfinished } from '../rules/run-plan';
import type { UrlProof } from '../rules/url-check';
import type { Held } from './held-store';
import { type KeptRun, keepItem } from './keep-item';
import { knownInstances } from './known-instances';
import { findRunCase, readRunCases } from './run-cases';
import type { ClaimedRun } from './store';
import type { RunWatch } from './watch-run';

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
  context: Context,
  platform: PlatformScope,
  run: ClaimedRun,
  hold: Held,
  calls: SellerCalls,
  watch: RunWatch,
): Promise<Pick<RunEnd, 'end' | 'items'>> {
  const { clock } = context;
  const scope = scopeOf(run, platform);
  const read = await readCallTarget(database(), scope, run.assetId, clock.now());
  const reason = read.ok ? 'DECLARATION_CHANGED' : read.reason;
  if (!read.ok || read.declaration.version !== run.declarationVersion)
    return { end: 'DONE', items: endUnfinished(run.items, reason) };
  const { declaration, target, protocol } = read;
  await moveToCurrentKey(database(), scope, run.assetId);
  const items = await withRequests(run.items, run.sealedRequests, run.assetId);
  if (!items) return { end: 'DONE', items: endUnfinished(run.items, 'ACCESS_KEY_UNREADABLE') };
  const cases = await readRunCases(database(), scope, declaration);
  const kept: KeptRun = { items, instances: run.instances };
  const outbound = calls.connect(target.productionUrl);
  const isProofDue = run.sections.includes('cases');
  // Beside the calls: the handshakes of the proof are no reason to wait, nor is a proof that cannot be kept to fail.
  const proved = isProofDue
    ? proveBeside(run, target.productionUrl, calls, watch.signal).catch(() => undefined)
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
        protocol,
        target,
        outbound,
        clock,
        random: calls.random,
        newId: () => newId(clock.now().getTime()),
        pause: (ms) => calls.pause(ms, watch.signal),
        signal: watch.signal,
        isTestFlagged: run.isTestFlagged,
        explainer: threadedExplainer(),
      },
      onRunning: watch.setRunning,
      save: (result) =>
        keepItem(
          { context, platform, scope, run, protocol: declaration.protocol, cases, secrets: keysOf(target) },
          hold,
          kept,
          watch,
          result,
        ),
    });
    // As they are kept: masked.
    return { end, items: kept.items };
  } finally {
    await proved;
    outbound.close();
  }
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
