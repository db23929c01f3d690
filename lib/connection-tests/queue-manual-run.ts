import type { z } from 'zod';
import { lockAsset } from '@/lib/assets/for-other-rooms';
import { type EditBlocker, editBlocker } from '@/lib/assets/rules/edit-blocker';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import type { Declaration } from './connection-record';
import { findDeclaration } from './declaration/find-declaration';
import { requireCallAllowance } from './require-call-allowance';
import { judgedUrl } from './rules/declaration';
import { runBlocker } from './rules/run-blocker';
import { dropQueuedProbe } from './run/drop-queued-probe';
import { queueRun } from './run/queue-run';
import { requireCases } from './run/require-cases';
import type { runSchema } from './schemas';

type Wish = z.output<typeof runSchema> & {
  /** For a reviewer, to whom an asset under review is not locked. */
  isForReview: boolean;
  /** `host:port` entries for which the operator waives the rules of a production URL. */
  allowedHosts: ReadonlySet<string>;
};

/**
 * Queues a run that somebody who was authorised asks for.
 * @throws AppError as `requestConnectionRun`
 */
export async function queueManualRun(
  context: Context,
  scope: OrganizationScope & { userId: string },
  { assetId, cases, isForReview, allowedHosts, ...options }: Wish,
): Promise<{ runId: string }> {
  const sections = cases ? (['cases'] as const) : options.sections;
  await requireCallAllowance(context.clock, scope, cases?.length ?? null);
  try {
    return await inTransaction(async (tx) => {
      // Held, so that the asset is not submitted, edited or deleted between the look and the run.
      const asset = await lockAsset(tx, scope, assetId);
      const declaration = await findDeclaration(tx, scope, assetId);
      requireRunnable(isForReview ? null : editBlocker(asset.status), declaration, allowedHosts);
      if (cases) await requireCases(tx, scope, declaration, cases);
      // What somebody asks for now does not wait for the schedule.
      await dropQueuedProbe({ ...context, tx }, scope, assetId);
      const { runId, items } = await queueRun({ ...context, tx }, scope, declaration, {
        ...options,
        kind: 'MANUAL',
        requestedById: scope.userId,
        sections: [...sections],
        ...(cases ? { only: cases } : {}),
      });
      await recordAudit(tx, context, {
        event: 'connection.runRequested',
        organizationId: scope.organizationId,
        subject: { type: 'connection', id: assetId },
        assetId,
        after: { sections, isTestFlagged: options.isTestFlagged, of: items.length },
      });
      return { runId };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'ConnectionRun_one_unfinished_per_asset')
      ? conflict('connection.alreadyRunning')
      : error;
  }
}

function requireRunnable(
  blocks: EditBlocker | null,
  declaration: Declaration | null,
  allowedHosts: ReadonlySet<string>,
): asserts declaration is Declaration {
  const productionUrl = judgedUrl(declaration, allowedHosts);
  const blocker = runBlocker({ editBlocker: blocks, declaration, productionUrl });
  if (blocker) throw preconditionFailed(`connection.blockers.${blocker}`);
}
