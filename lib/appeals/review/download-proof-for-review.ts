import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type ProofFile, readProof } from '../download-proof';
import { getSubmittedProof } from '../submitted/store';
import { requireReviewOfOthers } from './require-review-of-others';

/** A proof that was submitted, or shown in a comment, as it was uploaded, for reviewers. @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest */
export async function downloadProofForReview(
  context: Context,
  ids: { submissionId: string; proofId: string },
): Promise<ProofFile> {
  const platform = authorisePlatform(context, 'review.view');
  const { scope } = await requireReviewOfOthers(database(), platform, ids.submissionId);
  return readProof(await getSubmittedProof(database(), scope, ids));
}
