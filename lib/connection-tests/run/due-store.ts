import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { ConnectionRun } from '../connection-record';
import { toRun } from './store';

/** Runs of everyone that look as if nobody works at them: a worker silent, or queued, since `before`. */
export async function findForsakenRuns(
  db: Database,
  _scope: PlatformScope,
  before: Date,
): Promise<{ silent: ConnectionRun[]; waiting: string[] }> {
  // The status is written out: as a parameter no partial index would serve it, and every run there is would be read.
  const [silent, waiting] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "ConnectionRun" WHERE "status" = 'RUNNING' AND "heartbeatAt" < ${before} LIMIT 100`,
    db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "ConnectionRun" WHERE "status" = 'QUEUED' AND "createdAt" < ${before}
      ORDER BY "createdAt" LIMIT 1000`,
  ]);
  const ids = silent.map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await db.connectionRun.findMany({
          where: { id: { in: ids }, status: 'RUNNING', heartbeatAt: { lt: before } },
        });
  return { silent: rows.map(toRun), waiting: waiting.map(({ id }) => id) };
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
