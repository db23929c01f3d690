import type { Context, OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/db/client';
import { insertMessage } from '@/lib/messages/insert-message';
import { sealMessage } from '@/lib/messages/seal-message';
import type { ConnectionRun } from '../connection-record';
import type { ItemResult } from '../engine/item-result';
import type { RunInstances, RunItem } from '../rules/run-item';
import { type CaseResult, writeCaseResult } from '../store';
import { type Held, writeProgress } from './held-store';
import type { RunWatch } from './watch-run';

/** What is kept of a run so far; changed by what is kept next. */
export type KeptRun = { items: readonly RunItem[]; instances: RunInstances };

type About = {
  context: Context;
  platform: PlatformScope;
  scope: OrganizationScope;
  run: Pick<ConnectionRun, 'id' | 'assetId' | 'declarationVersion'>;
  protocol: CaseResult['protocol'];
};

/**
 * Keeps what became of one item, whole or not at all: its calls, its case's result, the run's progress and the
 * worker's heartbeat.
 * @returns whether the worker still holds the run; nothing is kept where it does not
 */
export async function keepItem(
  about: About,
  hold: Held,
  kept: KeptRun,
  watch: Pick<RunWatch, 'running'>,
  result: ItemResult,
): Promise<boolean> {
  const { context, platform, scope, run } = about;
  const { item, messages, instance } = result;
  const { assetId, id: runId } = run;
  const sealed = await Promise.all(messages.map((message) => sealMessage({ ...message, assetId, runId })));
  const items = kept.items.map((other) => (other.key === item.key ? item : other));
  const isMain = instance !== null && (item.caseName === '' || !kept.instances[item.section]);
  const instances = isMain ? { ...kept.instances, [item.section]: instance } : kept.instances;
  const at = context.clock.now();
  const progress = {
    ...hold,
    items,
    instances,
    at,
    runningKeys: watch.running().filter((key) => key !== item.key),
    isDiagnosed: messages.some(({ purpose }) => purpose === 'DIAGNOSIS'),
  };
  const isHeld = await inTransaction(async (tx) => {
    if (!(await writeProgress(tx, platform, progress))) return false;
    for (const message of sealed) await insertMessage(tx, scope, message);
    const outcome = caseResult(about, result, at);
    if (outcome) await writeCaseResult(tx, scope, outcome);
    return true;
  });
  if (isHeld) Object.assign(kept, { items, instances });
  return isHeld;
}

/** Of a case that was called; null for everything else. */
function caseResult({ run, protocol }: About, { item, request }: ItemResult, at: Date): CaseResult | null {
  const isPassed = item.state === 'PASSED' || item.state === 'WARNED';
  // After polling the case's own call shows what it sent; where it failed, the last answer shows why.
  const messageId = isPassed ? item.messageIds[0] : item.messageIds.at(-1);
  if (item.section !== 'cases' || !request || !messageId) return null;
  const { assetId, declarationVersion } = run;
  const { activity, caseName } = item;
  return {
    id: newId(at.getTime()),
    ...{ assetId, protocol, activity, caseName, request, isPassed, messageId, declarationVersion, at },
    isFromBuilder: item.request !== undefined,
  };
}
