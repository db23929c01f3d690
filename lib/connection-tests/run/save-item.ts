import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Clock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import type { Execution } from '@/lib/jobs/long-work';
import { insertMessage } from '@/lib/messages/for-other-rooms';
import { type SealedMessage, sealMessage } from '@/lib/messages/record/seal-message';
import { findHiddenValues } from '@/lib/messages/rules/find-hidden-values';
import { maskValues } from '@/lib/messages/rules/mask-message';
import type { ConnectionRun } from '../connection-record';
import type { ItemResult } from '../engine/item-result';
import { sealRequest } from '../kept-requests';
import type { RunInstances, RunItem } from '../rules/run-item';
import { type CaseResult, writeCaseResult } from '../store';
import { findRunCase, type RunCase } from './run-cases';
import { storeRunProgress } from './work-store';

/** A run while it lasts; what is kept of it so far changes with what is kept next. */
export type SavedRun = {
  items: readonly RunItem[];
  instances: RunInstances;
  /** Keys of the items that are under way. */
  runningKeys: readonly string[];
  platform: PlatformScope;
  scope: OrganizationScope;
  run: Pick<ConnectionRun, 'id' | 'assetId' | 'declarationVersion'>;
  protocol: CaseResult['protocol'];
  /** As they were when the run began. */
  cases: readonly RunCase[];
  /** In clear, to be masked wherever the seller repeats them. */
  secrets: readonly string[];
};

/**
 * Keeps what became of one item, whole or not at all: its calls, its case's result and the run's progress. A call that
 * was made cannot be unmade: an outage of the database is outlasted.
 * @returns whether the worker still holds the run; nothing is kept where it does not
 */
export async function saveItem(
  clock: Clock,
  kept: SavedRun,
  whileLeased: Execution['whileLeased'],
  result: ItemResult,
): Promise<boolean> {
  const { platform, scope, run } = kept;
  const { messages, instance } = result;
  const { assetId, id: runId } = run;
  const secrets = [...kept.secrets, ...findHiddenValues('', [JSON.stringify(result.request ?? null)])];
  const sealed = await Promise.all(
    messages.map((message) => sealMessage({ ...message, assetId, runId }, secrets)),
  );
  const { finding } = result.item;
  const item = {
    ...result.item,
    finding: finding && { ...finding, values: maskValues(finding.values, secrets) },
    explanations: maskedExplanations(result, sealed, secrets),
  };
  const items = kept.items.map((other) => (other.key === item.key ? item : other));
  const isMain = instance !== null && (item.caseName === '' || !kept.instances[item.section]);
  const instances = isMain ? { ...kept.instances, [item.section]: instance } : kept.instances;
  const progress = {
    items,
    instances,
    runningKeys: kept.runningKeys.filter((key) => key !== item.key),
    isDiagnosed: messages.some(({ purpose }) => purpose === 'DIAGNOSIS'),
  };
  const outcome = await caseResult(kept, result, clock.now());
  const isLeased = await whileLeased(async ({ tx }) => {
    await storeRunProgress(tx, platform, runId, progress);
    for (const message of sealed) await insertMessage(tx, scope, message);
    if (outcome) await writeCaseResult(tx, scope, outcome);
  });
  if (isLeased) Object.assign(kept, { items, instances });
  return isLeased;
}

/** The explanations of the item as its messages keep them; one that no message has is masked on its own. */
function maskedExplanations(
  { item, messages }: ItemResult,
  sealed: readonly SealedMessage[],
  secrets: readonly string[],
): RunItem['explanations'] {
  const masked = new Map(
    messages.flatMap(({ attempt }, index) =>
      attempt.explanations.map(({ values }, at) => [
        values,
        sealed[index]?.attempt.masked.explanations[at]?.values,
      ]),
    ),
  );
  return item.explanations.map((explanation) => {
    const { values } = explanation;
    return { ...explanation, values: masked.get(values) ?? maskValues(values, secrets) };
  });
}

/** Of a case that was called; null for everything else. */
async function caseResult(
  { run, protocol, cases }: SavedRun,
  { item, request }: ItemResult,
  at: Date,
): Promise<CaseResult | null> {
  const isPassed = item.state === 'PASSED' || item.state === 'WARNED';
  // After polling the case's own call shows what it sent; where it failed, the last response shows why.
  const messageId = isPassed ? item.messageIds[0] : item.messageIds.at(-1);
  if (item.section !== 'cases' || !request || !messageId) return null;
  const { assetId, declarationVersion } = run;
  const { activity, caseName } = item;
  const known = findRunCase(cases, item);
  // An own case that passes for the first time keeps what it sent, as one does that passes with the builder's request.
  const isKept = isPassed && (item.request !== undefined || known === null);
  return {
    id: newId(at.getTime()),
    ...{ assetId, protocol, activity, caseName, isPassed, messageId, declarationVersion, at },
    savedCase: known && { id: known.id, version: known.version },
    sealedRequest: isKept ? await sealRequest(request, assetId) : null,
  };
}
