import { lockAssetForSubmission } from '@/lib/assets/lock-asset-for-submission';
import { editLock } from '@/lib/assets/rules/edit-lock';
import type { AssetRecord } from '@/lib/assets/store';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { configuration } from '@/lib/config/configuration';
import { AppError, conflict, type FieldProblem, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import type { JsonObject } from '@/lib/signing/canonical';
import type { Declaration, RunItem } from './connection-record';
import { findDeclaration } from './find-declaration';
import { judgedUrl } from './rules/declaration';
import { findInterface } from './rules/interface-catalog';
import { requiredCases } from './rules/required-cases';
import { runObstacle } from './rules/run-obstacle';
import { validateRequest } from './rules/validate-request';
import { insertRun } from './run/store';
import { runSchema } from './schemas';

/**
 * Queues a run of all required cases, or of named ones with the requests of the builder.
 * @param allowedHosts `host:port` entries for which the operator waives the rules of a production URL
 * @throws AppError PRECONDITION_FAILED with what stands in the way (`rules/run-obstacle.ts`), VALIDATION for a request
 * that breaks the protocol's limits, CONFLICT when a run of the asset is under way, LIMIT_EXCEEDED
 */
export async function requestConnectionRun(
  context: Context,
  input: unknown,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<{ runId: string }> {
  const scope = authorise(context, 'connection.run');
  const { assetId, items } = parseInput(runSchema, input);
  await requireAttempt(context.clock, 'send.connection-run', scope.organizationId, 'auth.tooManySent');
  const createdAt = context.clock.now();
  const id = newId(createdAt.getTime());
  try {
    await inTransaction(async (tx) => {
      // Held, so that the asset is not submitted, edited or deleted between the look and the run.
      const asset = await lockAssetForSubmission(tx, scope, assetId);
      const declaration = await findDeclaration(tx, scope, assetId);
      requireRunnable(asset, declaration, allowedHosts);
      const planned: RunItem[] = (items ?? allRequired(declaration)).map(({ activity, request }) => ({
        activity,
        ...(request ? { request: checkedRequest(activity, request) } : {}),
        state: 'WAITING',
        messageId: null,
      }));
      await insertRun(tx, scope, {
        id,
        assetId,
        declarationVersion: declaration.version,
        items: planned,
        requestedById: scope.userId,
        createdAt,
      });
      await recordAudit(tx, context, {
        event: 'connection.runRequested',
        organizationId: scope.organizationId,
        subject: { type: 'connection', id: assetId },
        assetId,
        after: { cases: planned.map(({ activity }) => activity) },
      });
      await addJob(tx, 'run-connection', { runId: id }, { key: `run-connection:${id}` });
    });
  } catch (error) {
    throw isUniqueViolation(error) ? conflict('connection.alreadyRunning') : error;
  }
  return { runId: id };
}

function requireRunnable(
  { status }: Pick<AssetRecord, 'status'>,
  declaration: Declaration | null,
  allowedHosts: ReadonlySet<string>,
): asserts declaration is Declaration {
  const productionUrl = judgedUrl(declaration, allowedHosts);
  const obstacle = runObstacle({ lock: editLock(status), declaration, productionUrl });
  if (obstacle) throw preconditionFailed(`connection.obstacles.${obstacle}`);
}

const allRequired = (declaration: Declaration): { activity: string; request?: JsonObject }[] =>
  requiredCases(declaration).filter(({ isRequired }) => isRequired);

function checkedRequest(activity: string, request: JsonObject): JsonObject {
  const spec = findInterface('V2.0', activity);
  if (!spec)
    throw new AppError('VALIDATION', { message: 'connection.unknownActivity', values: { activity } });
  const { problems } = validateRequest(spec, request);
  if (problems.length === 0) return request;
  const fields: FieldProblem[] = problems.map(({ field, code, ...values }) => ({
    field,
    message: `connection.request.${code}`,
    values: {
      field,
      ...Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : Number(value),
        ]),
      ),
    },
  }));
  throw new AppError('VALIDATION', { message: 'validation', fields });
}
