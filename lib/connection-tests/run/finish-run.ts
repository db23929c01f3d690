import { touchAsset } from '@/lib/assets/touch-asset';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, PlatformScope } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import type { ConnectionRun } from '../connection-record';
import type { RunItem } from '../rules/run-item';
import { tally } from '../rules/run-tally';
import { endRun, type Held } from './held-store';
import { noticeProbe } from './notice-probe';

/**
 * Ends a run that this worker still holds, and tells of it: a run that somebody asked for always, a probe only where
 * something has changed.
 * @returns whether it did: a worker that lost the run writes nothing
 */
export function finishRun(
  context: Context,
  scope: PlatformScope,
  run: ConnectionRun,
  hold: Held,
  end: { status: 'FINISHED' | 'CANCELLED'; items: readonly RunItem[] },
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { items, status } = end;
    if (!(await endRun(tx, scope, { ...hold, ...end, at: context.clock.now() }))) return false;
    await touchAsset(tx, run.assetId, context.clock.now());
    if (run.kind === 'PROBE') {
      if (status === 'FINISHED') await noticeProbe(tx, context, scope, { ...run, items });
      return true;
    }
    const { passed, failed, of } = tally(items);
    await recordAudit(tx, context, {
      event: 'connection.runFinished',
      organizationId: run.organizationId,
      subject: { type: 'connection', id: run.assetId },
      assetId: run.assetId,
      after: { status, passed, failed, of },
    });
    return true;
  });
}
