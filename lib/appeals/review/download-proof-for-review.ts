import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { type ProofFile, readProof } from '../download-proof';

/** A proof as it was uploaded, for reviewers. @throws AppError NOT_FOUND */
export async function downloadProofForReview(
  context: Context,
  ids: { submissionId: string; proofId: string },
): Promise<ProofFile> {
  const platform = authorisePlatform(context, 'review.view');
  const { scope } = await requireSentSubmissionOfAnyone(database(), platform, ids.submissionId);
  return readProof(database(), scope, ids);
}
