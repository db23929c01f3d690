import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, PlatformScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import type { ConnectionRun } from '../connection-record';
import { probeChange, probeOutcome } from '../rules/probe-change';
import type { RunItem } from '../rules/run-item';
import { findProbesBefore } from './store';

/** Compares a probe that has just ended with those before it, and tells of the first failure and of the recovery. */
export async function noticeProbe(
  tx: Transaction,
  context: Context,
  scope: PlatformScope,
  run: Omit<ConnectionRun, 'items'> & { items: readonly RunItem[] },
): Promise<void> {
  const earlier = await findProbesBefore(tx, scope, run);
  const change = probeChange(
    probeOutcome(run.items),
    earlier.map(({ items }) => probeOutcome(items)),
  );
  if (!change) return;
  const failed = run.items.filter(({ state }) => state === 'FAILED').map(({ activity }) => activity);
  await tellOfProbe(tx, context, { change, run, failed: [...new Set(failed)] });
}

/**
 * Records the change on the asset's timeline, in the same transaction. Add other notification channels here.
 */
function tellOfProbe(
  tx: Transaction,
  context: Context,
  news: {
    change: 'FAILED' | 'RECOVERED';
    run: Pick<ConnectionRun, 'id' | 'assetId' | 'organizationId'>;
    failed: readonly string[];
  },
): Promise<void> {
  const { id: runId, assetId, organizationId } = news.run;
  return recordAudit(tx, context, {
    event: news.change === 'FAILED' ? 'connection.probeFailed' : 'connection.probeRecovered',
    organizationId,
    subject: { type: 'connection', id: assetId },
    assetId,
    after: { runId, ...(news.failed.length > 0 ? { cases: news.failed } : {}) },
  });
}
