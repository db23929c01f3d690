import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { database } from '@/lib/db/client';
import { requireBulkRun, stopItems } from './store';

/** Leaves out the rows of a run that still wait; what was done stays. @throws AppError NOT_FOUND */
export async function stopBulk(context: Context, runId: string): Promise<void> {
  const viewer = authorise(context, 'asset.view');
  const { kind } = await requireBulkRun(database(), viewer, runId);
  const scope = kind === 'RESCAN' ? authorise(context, 'scan.run') : authorise(context, 'asset.delete');
  await transact(context, async ({ tx }) => {
    const stopped = await stopItems(tx, scope, runId);
    if (stopped === 0) return;
    await recordAudit(tx, context, {
      event: 'asset.bulkStopped',
      organizationId: scope.organizationId,
      subject: { type: 'organization', id: scope.organizationId },
      after: { kind, stopped },
    });
  });
}
