import { diagnoseRefusal } from '@/lib/connection-tests/engine/diagnose-signature';
import { type ExecutedRun, executeRun } from '@/lib/connection-tests/engine/execute-run';
import type { CallDeps, ItemResult, MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { proveUrl } from '@/lib/connection-tests/prove-url/prove-url';
import type { RunInstances, RunItem } from '@/lib/connection-tests/rules/run-item';
import { endUnfinished } from '@/lib/connection-tests/rules/run-plan';
import type { UrlProof } from '@/lib/connection-tests/rules/url-check';
import { newId } from '@/lib/core/ids';
import { createOutbound } from '@/lib/http/outbound';
import type { JsonObject } from '@/lib/signing/canonical';
import type { Terminal } from '../commands/signing-terminal';
import type { CommandWorld } from './command-world';
import type { Seller } from './seller-options';

export type SellerRunInput = {
  seller: Seller;
  items: readonly RunItem[];
  parallelism: number;
  isTestFlagged: boolean;
  /** One that the seller has; empty: newInstance makes one. */
  instanceId: string;
  isUrlProved: boolean;
  casePurpose: 'CASE' | 'PROBE';
  savedRequest(activity: string, caseName: string): JsonObject | null;
  /** Told of each item as it ends. */
  onEnded?(result: ItemResult): void | Promise<void>;
};

/** A run without a database: everything that came of it. */
export type SellerRun = {
  startedAt: Date;
  endedAt: Date;
  /** Null where it was not asked for, or cut short. */
  proof: UrlProof | null;
  end: 'DONE' | 'STOPPED';
  items: readonly RunItem[];
  /** By the item's key, in the order made, with the calls that looked for what the seller calculates. */
  messages: ReadonlyMap<string, readonly MessageDraft[]>;
};

type World = { terminal: Pick<Terminal, 'clock' | 'random'>; world: CommandWorld; signal: AbortSignal };

/** What the engine needs to call a seller of the command line; `close` ends idle connections. */
export function sellerDeps(
  { protocol, target, policy }: Seller,
  isTestFlagged: boolean,
  { terminal: { clock, random }, world, signal }: World,
): { deps: CallDeps; close(): void } {
  const { pause, resolve } = world;
  const outbound = createOutbound(policy, { clock, ...(resolve ? { resolve } : {}) });
  const deps: CallDeps = {
    protocol,
    target,
    outbound,
    clock,
    random,
    newId: () => newId(clock.now().getTime(), random(16)),
    pause: (ms) => pause(ms, signal),
    signal,
    isTestFlagged,
  };
  return { deps, close: () => outbound.close() };
}

/** Runs a plan against a seller and proves its URL beside it, as a worker does. What a stop cut short is `CANCELLED`. */
export async function runSeller(input: SellerRunInput, around: World): Promise<SellerRun> {
  const { seller, isTestFlagged, casePurpose, savedRequest, items, parallelism } = input;
  const { terminal, world, signal } = around;
  const { clock } = terminal;
  const startedAt = clock.now();
  const messages = new Map<string, readonly MessageDraft[]>();
  const { deps, close } = sellerDeps(seller, isTestFlagged, around);
  const { resolve } = world;
  const proving = input.isUrlProved
    ? proveUrl(seller.target.productionUrl, {
        policy: seller.policy,
        clock,
        signal,
        ...(resolve ? { resolve } : {}),
      })
    : null;
  let ran: ExecutedRun;
  let proof: UrlProof | null;
  try {
    ran = await executeRun({
      items,
      instances: toInstances(input.instanceId),
      parallelism,
      isDiagnosed: false,
      declared: { billingModes: seller.declaration.billingModes },
      savedRequest,
      casePurpose,
      diagnose: diagnoseRefusal,
      deps,
      save: async (result) => {
        messages.set(result.item.key, result.messages);
        await input.onEnded?.(result);
        return true;
      },
    });
  } finally {
    proof = await proving;
    close();
  }
  const isStopped = ran.end !== 'DONE' || signal.aborted;
  return {
    startedAt,
    endedAt: clock.now(),
    proof: signal.aborted ? null : proof,
    end: isStopped ? 'STOPPED' : 'DONE',
    items: endUnfinished(ran.items, 'CANCELLED'),
    messages,
  };
}

/** The order of an instance that somebody names is not known: sample data makes one up. */
function toInstances(instanceId: string): RunInstances {
  return instanceId === '' ? {} : { cases: { instanceId, orderId: '', orderLineId: '' } };
}
