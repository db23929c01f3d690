import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { queueManualRun } from '@/lib/connection-tests/queue-manual-run';
import { runSchema } from '@/lib/connection-tests/schemas';
import { parseInput } from '@/lib/core/parse';
import { submissionSchema } from '../schemas';
import { requireClaimed } from './require-claimed';

/**
 * Runs everything that the seller can run against the interfaces of the asset, for the reviewer who holds the review.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest; as `requestConnectionRun`
 */
export async function runSuiteForReview(
  context: Context,
  input: unknown,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<{ runId: string }> {
  const platform = authorisePlatform(context, 'review.test');
  const { submissionId } = parseInput(submissionSchema, input);
  const { submission, scope } = await requireClaimed(platform, submissionId);
  const wish = parseInput(runSchema, { assetId: submission.assetId });
  return queueManualRun(context, scope, { ...wish, isForReview: true, allowedHosts });
}
