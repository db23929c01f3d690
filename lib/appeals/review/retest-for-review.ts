import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { queueRetest } from '@/lib/scans/retest/queue-retest';
import { reviewedFindingSchema } from '../schemas';
import { requireClaimed } from './require-claimed';

/**
 * Asks the place of a finding again, for the reviewer who holds the review. The seller sees the result too.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest; as `queueRetest`
 */
export async function retestForReview(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.test');
  const { submissionId, findingId } = parseInput(reviewedFindingSchema, input);
  const { findings, scope } = await requireClaimed(platform, submissionId);
  const finding = findings.find(({ id }) => id === findingId);
  if (!finding) throw notFound('finding');
  await queueRetest(context, scope, { scanId: finding.scanId, findingIds: [finding.id] });
}
