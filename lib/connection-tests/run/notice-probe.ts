import { findAssetName } from '@/lib/assets/for-other-rooms';
import { recordAudit } from '@/lib/audit/record-audit';
import { type PlatformScope, type TxContext, toOrganizationScope } from '@/lib/auth/actor';
import { notify } from '@/lib/notices/notify';
import type { ConnectionRun } from '../connection-record';
import { probeChange, probeOutcome } from '../rules/probe-change';
import type { RunItem } from '../rules/run-item';
import { findProbesBefore } from './store';

/** Compares a probe that has just ended with those before it, and tells of the first failure and of the recovery. */
export async function noticeProbe(
  context: TxContext,
  scope: PlatformScope,
  run: Omit<ConnectionRun, 'items'> & { items: readonly RunItem[] },
): Promise<void> {
  const earlier = await findProbesBefore(context.tx, scope, run);
  const change = probeChange(
    probeOutcome(run.items),
    earlier.map(({ items }) => probeOutcome(items)),
  );
  if (!change) return;
  const failed = run.items.filter(({ state }) => state === 'FAILED').map(({ activity }) => activity);
  await tellOfProbe(context, scope, { change, run, failed: [...new Set(failed)] });
}

/** Records the change on the asset's timeline and tells those who work at it, in the same transaction. */
async function tellOfProbe(
  context: TxContext,
  scope: PlatformScope,
  news: {
    change: 'FAILED' | 'RECOVERED';
    run: Pick<ConnectionRun, 'id' | 'assetId' | 'organizationId'>;
    failed: readonly string[];
  },
): Promise<void> {
  const { id: runId, assetId, organizationId } = news.run;
  await recordAudit(context.tx, context, {
    event: news.change === 'FAILED' ? 'connection.probeFailed' : 'connection.probeRecovered',
    organizationId,
    subject: { type: 'connection', id: assetId },
    assetId,
    after: { runId, ...(news.failed.length > 0 ? { cases: news.failed } : {}) },
  });
  const asset = await findAssetName(context.tx, toOrganizationScope(news.run, scope), assetId);
  const event = { organizationId, key: runId };
  await notify(
    context,
    news.change === 'FAILED'
      ? { ...event, kind: 'interface.failed', values: { assetId, asset, interfaces: [...news.failed] } }
      : { ...event, kind: 'interface.recovered', values: { assetId, asset } },
  );
}
