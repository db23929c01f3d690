import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { requireReviewOfOthers } from '../review/require-review-of-others';
import { reviewedFindingSchema } from '../schemas';
import { findSubmittedAppeal, listSubmittedProofs } from '../submitted/store';
import { type ExchangeProof, readExchanges } from './list-exchanges';

/** The exchanges that the seller submitted as proof of a finding, for reviewers. @throws AppError NOT_FOUND, FORBIDDEN */
export async function listReviewExchanges(context: Context, input: unknown): Promise<ExchangeProof[]> {
  const platform = authorisePlatform(context, 'review.view');
  const ids = parseInput(reviewedFindingSchema, input);
  const db = database();
  const { scope, submission } = await requireReviewOfOthers(db, platform, ids.submissionId);
  const appeal = await findSubmittedAppeal(db, scope, submission.id);
  const proofs = appeal ? await listSubmittedProofs(db, scope, appeal, 'SELLER') : [];
  return readExchanges(proofs, ids.findingId);
}
