import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { submissionSchema } from '../../schemas';
import { claimMissing, requireReview } from '../lock-review';
import { putClaim } from './claim-store';

/**
 * Takes a review to work at: one that nobody holds, or whose lease has ended. One's own lease begins again.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest; CONFLICT when another reviewer holds it
 */
export async function claimReview(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId } = parseInput(submissionSchema, input);
  await inTransaction(async (tx) => {
    const { submission, scope } = await requireReview(tx, platform, submissionId);
    const { userId } = platform;
    const isClaimed = await putClaim(tx, platform, { submissionId, reviewerId: userId, from: userId });
    if (!isClaimed) throw await claimMissing(tx, scope, submissionId);
    await recordAudit(tx, context, {
      event: 'review.claimed',
      organizationId: null,
      subject: { type: 'submission', id: submission.id },
    });
  });
}
