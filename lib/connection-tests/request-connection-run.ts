import { lockAsset } from '@/lib/assets/for-other-rooms';
import { editBlocker } from '@/lib/assets/rules/edit-blocker';
import type { AssetRecord } from '@/lib/assets/store';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import type { Declaration } from './connection-record';
import { findDeclaration } from './declaration/find-declaration';
import { requireCallAllowance } from './require-call-allowance';
import { judgedUrl } from './rules/declaration';
import { runBlocker } from './rules/run-blocker';
import { dropQueuedProbe } from './run/drop-queued-probe';
import { queueRun } from './run/queue-run';
import { requireCases } from './run/require-cases';
import { runSchema } from './schemas';

/**
 * Queues a run of whole sections, or of single cases with the requests of the builder. A decided asset can be tested as
 * well as a draft: nothing that was sent is changed by it.
 * @param allowedHosts `host:port` entries for which the operator waives the rules of a production URL
 * @throws AppError PRECONDITION_FAILED with what is in the way (`rules/run-blocker.ts`), VALIDATION for a request
 * that breaks the protocol's limits, CONFLICT when a run of the asset is under way, LIMIT_EXCEEDED
 */
export async function requestConnectionRun(
  context: Context,
  input: unknown,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<{ runId: string }> {
  const scope = authorise(context, 'connection.run');
  const { assetId, cases, ...options } = parseInput(runSchema, input);
  const sections = cases ? (['cases'] as const) : options.sections;
  await requireCallAllowance(context.clock, scope, cases?.length ?? null);
  try {
    return await inTransaction(async (tx) => {
      // Held, so that the asset is not submitted, edited or deleted between the look and the run.
      const asset = await lockAsset(tx, scope, assetId);
      const declaration = await findDeclaration(tx, scope, assetId);
      requireRunnable(asset, declaration, allowedHosts);
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
  { status }: Pick<AssetRecord, 'status'>,
  declaration: Declaration | null,
  allowedHosts: ReadonlySet<string>,
): asserts declaration is Declaration {
  const productionUrl = judgedUrl(declaration, allowedHosts);
  const blocker = runBlocker({ editBlocker: editBlocker(status), declaration, productionUrl });
  if (blocker) throw preconditionFailed(`connection.blockers.${blocker}`);
}
