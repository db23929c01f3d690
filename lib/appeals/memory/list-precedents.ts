import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { requireReviewOfOthers } from '../review/require-review-of-others';
import { precedentsSchema } from '../schemas';
import { findPrecedents, type Precedent } from './store';

/** As many as a reviewer looks at. */
const PRECEDENTS = 10;

/**
 * How findings like this one were decided before: the same finding first, then those that look like it, then the same
 * kind of finding at any organization.
 * @param input `{ submissionId, findingId }` of the finding under review @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function listPrecedents(context: Context, input: unknown): Promise<Precedent[]> {
  const platform = authorisePlatform(context, 'review.view');
  const { submissionId, findingId } = parseInput(precedentsSchema, input);
  const { findings } = await requireReviewOfOthers(database(), platform, submissionId);
  const finding = findings.find(({ id }) => id === findingId);
  if (!finding) throw notFound('finding');
  return findPrecedents(database(), platform, { ...finding, submissionId }, PRECEDENTS);
}
