import { touchAsset } from '@/lib/assets/for-other-rooms';
import { recordAudit } from '@/lib/audit/record-audit';
import type { LongWork } from '@/lib/jobs/long-work';
import type { NotRunReason } from '../rules/run-item';
import { endUnfinished } from '../rules/run-plan';
import { tally } from '../rules/run-tally';
import { noticeProbe } from './notice-probe';
import { type ClaimedRun, clearRunning, readClaimedRun, storeRunBegin, storeRunEnd } from './work-store';

/** `unfinished`: why the items that have not ended are not run. */
export type ConnectionRunEnd = { status: 'FINISHED' | 'CANCELLED'; unfinished: NotRunReason };

/**
 * A run as long work: it keeps what is finished, whoever goes on with it. A run that somebody asked for always tells
 * of its end, a probe only where something has changed.
 */
export const CONNECTION_WORK: LongWork<ClaimedRun, ConnectionRunEnd> = {
  job: 'run-connection',
  read: ({ tx }, scope, id) => readClaimedRun(tx, scope, id),
  begin: ({ tx, clock }, scope, run) => storeRunBegin(tx, scope, run.id, clock.now()),
  returned: ({ tx }, scope, id) => clearRunning(tx, scope, id),
  isCancelled: ({ cancelRequestedAt }) => cancelRequestedAt !== null,
  chooseEnd: (_context, _run, cause) => ({
    status: cause === 'CANCELLED' ? 'CANCELLED' : 'FINISHED',
    unfinished: cause,
  }),
  finish: async (context, scope, { id }, { status, unfinished }) => {
    const { tx, clock } = context;
    // As they were kept since the execution began.
    const run = await readClaimedRun(tx, scope, id);
    const items = endUnfinished(run.items, unfinished);
    await storeRunEnd(tx, scope, id, { status, items, at: clock.now() });
    await touchAsset(tx, run.assetId, clock.now());
    if (run.kind === 'PROBE') {
      if (status === 'FINISHED') await noticeProbe(context, scope, { ...run, items });
      return;
    }
    const { passed, failed, of: total } = tally(items);
    await recordAudit(tx, context, {
      event: 'connection.runFinished',
      organizationId: run.organizationId,
      subject: { type: 'connection', id: run.assetId },
      assetId: run.assetId,
      after: { status, passed, failed, of: total },
    });
  },
};
