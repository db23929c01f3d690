import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { type Keyset, keysetArguments } from '@/lib/core/keyset';
import type { Database, Transaction } from '@/lib/db/client';
import type { ConnectionRun as Row } from '@/lib/db/generated/client';
import type { ConnectionRun } from '../connection-record';
import type { RunInstances, RunItem } from '../rules/run-item';
import { itemsColumn } from './items-column';

/** What is under way is beside the items, so that a heartbeat never writes over a result. */
export const toRun = ({ items, instances, sections, sealedRequests: _, ...row }: Row): ConnectionRun => ({
  ...row,
  sections: sections as ConnectionRun['sections'],
  instances: instances as RunInstances,
  items: (items as unknown as RunItem[]).map((item) =>
    row.status === 'RUNNING' && item.state === 'WAITING' && row.runningKeys.includes(item.key)
      ? { ...item, state: 'RUNNING' }
      : item,
  ),
});

export type NewRun = Pick<
  ConnectionRun,
  | 'id'
  | 'assetId'
  | 'kind'
  | 'declarationVersion'
  | 'sections'
  | 'parallelism'
  | 'isTestFlagged'
  | 'items'
  | 'createdAt'
  | 'requestedById'
> & { sealedRequests: string | null };

export async function insertRun(tx: Transaction, scope: OrganizationScope, run: NewRun): Promise<void> {
  const { organizationId } = scope;
  await tx.connectionRun.create({
    data: { ...run, items: itemsColumn(run.items), organizationId, status: 'QUEUED' },
  });
}

/** @throws AppError NOT_FOUND */
export async function requireRun(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  runId: string,
): Promise<ConnectionRun> {
  const { organizationId } = scope;
  const row = isId(runId)
    ? await db.connectionRun.findFirst({ where: { id: runId, assetId, organizationId } })
    : null;
  if (!row) throw notFound('connectionRun');
  return toRun(row);
}

/** Holds a run of the organization until the transaction ends: what is then read of it is what it stays. */
export async function lockRun(tx: Transaction, scope: OrganizationScope, runId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "ConnectionRun" WHERE "id" = ${runId}::uuid
    AND "organizationId" = ${scope.organizationId}::uuid FOR UPDATE`;
}

/** Newest first. */
export async function findNewestRuns(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  atMost: number,
): Promise<ConnectionRun[]> {
  const rows = await db.connectionRun.findMany({
    where: { assetId, organizationId: scope.organizationId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: atMost,
  });
  return rows.map(toRun);
}

/** From the newest to the oldest; one more than the page has. */
export async function findRunsAfter(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  keyset: Keyset,
): Promise<ConnectionRun[]> {
  const { where, ...rest } = keysetArguments(keyset);
  const rows = await db.connectionRun.findMany({
    where: { ...where, assetId, organizationId: scope.organizationId },
    ...rest,
  });
  return rows.map(toRun);
}

export async function findNewestRun(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<ConnectionRun | null> {
  return (await findNewestRuns(db, scope, assetId, 1))[0] ?? null;
}

/** The newest run whose cases made an instance, and those after it, oldest first; none before there was one. */
export async function findRunsSinceInstance(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<ConnectionRun[]> {
  const ofAsset = { assetId, organizationId: scope.organizationId };
  const made = await db.connectionRun.findFirst({
    // Any text.
    where: { ...ofAsset, instances: { path: ['cases', 'instanceId'], string_contains: '' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (!made) return [];
  const since = await db.connectionRun.findMany({
    where: { ...ofAsset, createdAt: { gte: made.createdAt }, id: { not: made.id } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: RUNS_LOOKED_AT,
  });
  return [made, ...since].map(toRun);
}
/** A release is looked for in so many runs after the one that made the instance. */
const RUNS_LOOKED_AT = 100;

/** Null before the first; whether it was cancelled or not. */
export async function findNewestProbe(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<ConnectionRun | null> {
  const row = await db.connectionRun.findFirst({
    where: { assetId, organizationId: scope.organizationId, kind: 'PROBE' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return row && toRun(row);
}

/** Probes of an asset that ended before this one was asked for, newest first. */
export async function findProbesBefore(
  db: Database,
  _scope: PlatformScope,
  run: Pick<ConnectionRun, 'assetId' | 'createdAt'>,
): Promise<ConnectionRun[]> {
  const rows = await db.connectionRun.findMany({
    where: { assetId: run.assetId, kind: 'PROBE', status: 'FINISHED', createdAt: { lt: run.createdAt } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PROBES_LOOKED_AT,
  });
  return rows.map(toRun);
}
/** Probes that could not look at the seller are passed over: a week of them. */
const PROBES_LOOKED_AT = 14;

/** Cancels a run that no worker has taken. @returns whether it was still queued */
export async function cancelQueuedRun(
  tx: Transaction,
  scope: OrganizationScope,
  run: { runId: string; items: readonly RunItem[]; at: Date },
): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: { id: run.runId, organizationId: scope.organizationId, status: 'QUEUED' },
    data: {
      status: 'CANCELLED',
      items: itemsColumn(run.items),
      sealedRequests: null,
      cancelRequestedAt: run.at,
      finishedAt: run.at,
    },
  });
  return count === 1;
}

/** Asks the worker of a run to stop. @returns whether this was the first time */
export async function requestRunCancel(
  tx: Transaction,
  scope: OrganizationScope,
  run: { runId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: {
      id: run.runId,
      organizationId: scope.organizationId,
      status: 'RUNNING',
      cancelRequestedAt: null,
    },
    data: { cancelRequestedAt: run.at },
  });
  return count === 1;
}

/** Those of some assets that were probed since an instant. */
export async function findProbedSince(
  db: Database,
  _scope: PlatformScope,
  assetIds: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const rows = await db.connectionRun.findMany({
    where: { assetId: { in: [...assetIds] }, kind: 'PROBE', createdAt: { gt: since } },
    select: { assetId: true },
    distinct: ['assetId'],
  });
  return new Set(rows.map(({ assetId }) => assetId));
}
