import type { Context, OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/db/client';
import { outlastOutage } from '@/lib/db/outlast-outage';
import { insertMessage } from '@/lib/messages/record/insert-message';
import { type SealedMessage, sealMessage } from '@/lib/messages/record/seal-message';
import { findSecrets } from '@/lib/messages/rules/find-secrets';
import { maskValues } from '@/lib/messages/rules/mask-message';
import type { ConnectionRun } from '../connection-record';
import type { ItemResult } from '../engine/item-result';
import { sealRequest } from '../kept-requests';
import type { RunInstances, RunItem } from '../rules/run-item';
import { type CaseResult, writeCaseResult } from '../store';
import { type Held, writeProgress } from './held-store';
import { findRunCase, type RunCase } from './run-cases';
import type { RunWatch } from './watch-run';

/** What is kept of a run so far; changed by what is kept next. */
export type KeptRun = { items: readonly RunItem[]; instances: RunInstances };

type About = {
  context: Context;
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
  const { messages, instance } = result;
  const { assetId, id: runId } = run;
  const secrets = [...about.secrets, ...findSecrets('', [JSON.stringify(result.request ?? null)])];
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
  const at = context.clock.now();
  const progress = {
    ...hold,
    items,
    instances,
    at,
    runningKeys: watch.running().filter((key) => key !== item.key),
    isDiagnosed: messages.some(({ purpose }) => purpose === 'DIAGNOSIS'),
  };
  const outcome = await caseResult(about, result, at);
  // A call that was made cannot be unmade: what became of it is not lost because the database is away.
  const isHeld = await outlastOutage(() =>
    inTransaction(async (tx) => {
      if (!(await writeProgress(tx, platform, progress))) return false;
      for (const message of sealed) await insertMessage(tx, scope, message);
      if (outcome) await writeCaseResult(tx, scope, outcome);
      return true;
    }),
  );
  if (isHeld) Object.assign(kept, { items, instances });
  return isHeld;
}

/** The explanations of the item as its messages keep them; one that no message has is masked on its own. */
function maskedExplanations(
  { item, messages }: ItemResult,
  sealed: readonly SealedMessage[],
  secrets: readonly string[],
): RunItem['explanations'] {
  const masked = new Map(
    messages.flatMap(({ attempt }, of) =>
      attempt.explanations.map(({ values }, at) => [
        values,
        sealed[of]?.attempt.masked.explanations[at]?.values,
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
  { run, protocol, cases }: About,
  { item, request }: ItemResult,
  at: Date,
): Promise<CaseResult | null> {
  const isPassed = item.state === 'PASSED' || item.state === 'WARNED';
  // After polling the case's own call shows what it sent; where it failed, the last answer shows why.
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
    of: known && { id: known.id, version: known.version },
    sealedRequest: isKept ? await sealRequest(request, assetId) : null,
  };
}
