import { adversarialResults, type Grade, gradeSuite } from '@/lib/adversarial/grade';
import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findMaskedMessages, findRunMessages } from '@/lib/messages/for-other-rooms';
import type { MaskedMessage, MessageHead } from '@/lib/messages/message-record';
import { findUserNames } from '@/lib/people/for-other-rooms';
import type { ConnectionRun } from './connection-record';
import { isUnderWay } from './rules/live-state';
import { reproducible } from './rules/reproducible';
import type { RunItem } from './rules/run-item';
import { type RunTally, tally } from './rules/run-tally';
import { findNewestRuns, requireRun } from './run/store';

/** A run in the list of the last ones. */
export type RunSummary = Pick<
  ConnectionRun,
  'id' | 'kind' | 'status' | 'sections' | 'isTestFlagged' | 'createdAt' | 'startedAt' | 'finishedAt'
> & {
  /** Null for a probe, and where the account is gone. */
  requestedBy: string | null;
  tally: RunTally;
  /** Null where the run had no adversarial tests, or they showed nothing. */
  grade: Grade | null;
};

/** A run with everything that its page shows. */
export type RunDetails = RunSummary & {
  items: readonly RunItem[];
  isCancelRequested: boolean;
  /** By id; those whose days in the log are over are absent. */
  calls: ReadonlyMap<string, MessageHead>;
  /** The calls to look at of adversarial tests that did not pass, by the item's key; empty while it runs. */
  reproductions: ReadonlyMap<string, readonly MaskedMessage[]>;
};

export type ConnectionRuns = {
  /** The one asked for, else the newest; null before there is one. */
  shown: RunDetails | null;
  /** The last ten, newest first. */
  history: RunSummary[];
};

const HISTORY_LENGTH = 10;

/**
 * The test runs of an asset: one in full, and the last ones.
 * @param runId null: the newest
 * @throws AppError NOT_FOUND
 */
export async function getConnectionRuns(
  context: Context,
  assetId: string,
  runId: string | null,
): Promise<ConnectionRuns> {
  const scope = authorise(context, 'message.view');
  const { id } = await getAsset(context, assetId);
  const [newest, asked] = await Promise.all([
    findNewestRuns(database(), scope, id, HISTORY_LENGTH),
    runId === null ? null : requireRun(database(), scope, id, runId),
  ]);
  const shown = asked ?? newest[0] ?? null;
  const names = await findUserNames(
    database(),
    scope,
    [...newest, ...(shown ? [shown] : [])].flatMap(({ requestedById }) => requestedById ?? []),
  );
  return {
    shown: shown && (await readDetails(scope, shown, names)),
    history: newest.map((run) => summariseRun(run, names)),
  };
}

/** A run as lists have it. @param names of accounts, by id */
export function summariseRun(run: ConnectionRun, names: ReadonlyMap<string, string>): RunSummary {
  const { id, kind, status, sections, isTestFlagged, createdAt, startedAt, finishedAt } = run;
  return {
    ...{ id, kind, status, sections, isTestFlagged, createdAt, startedAt, finishedAt },
    requestedBy: names.get(run.requestedById ?? '') ?? null,
    tally: tally(run.items),
    grade: gradeSuite(adversarialResults(run.items)).overall,
  };
}

async function readDetails(
  scope: OrganizationScope,
  run: ConnectionRun,
  names: ReadonlyMap<string, string>,
): Promise<RunDetails> {
  const calls = new Map((await findRunMessages(database(), scope, run.id)).map((call) => [call.id, call]));
  const wanted = isUnderWay(run) ? new Map<string, string[]>() : reproducible(run.items, calls);
  const masked = await findMaskedMessages(database(), scope, [...wanted.values()].flat());
  return {
    ...summariseRun(run, names),
    items: run.items,
    isCancelRequested: run.cancelRequestedAt !== null,
    calls,
    reproductions: new Map(
      [...wanted].map(([key, ids]) => [key, masked.filter(({ id }) => ids.includes(id))]),
    ),
  };
}
