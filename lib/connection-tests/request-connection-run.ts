import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { parseInput } from '@/lib/core/parse';
import { queueManualRun } from './queue-manual-run';
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
  const wish = parseInput(runSchema, input);
  return queueManualRun(context, scope, { ...wish, isForReview: false, allowedHosts });
}
