import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { requireReviewOfOthers } from '../review/require-review-of-others';
import { precedentsSchema } from '../schemas';
import { findChanges, type StandingChange } from './find-changes';

/**
 * What differs between a finding under review and what was accepted of it earlier, for its reviewer.
 * @param input `{ submissionId, findingId }` @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function listChanges(context: Context, input: unknown): Promise<StandingChange[]> {
  const platform = authorisePlatform(context, 'review.view');
  const { submissionId, findingId } = parseInput(precedentsSchema, input);
  const { findings, scope } = await requireReviewOfOthers(database(), platform, submissionId);
  const finding = findings.find(({ id }) => id === findingId);
  if (!finding) throw notFound('finding');
  return findChanges(database(), scope, finding);
}
