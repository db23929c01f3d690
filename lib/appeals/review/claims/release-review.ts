import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { submissionSchema } from '../../schemas';
import { claimMissing, requireReview } from '../lock-review';
import { deleteClaim } from './claim-store';

/** Gives a review back, so that anybody can take it; its verdicts stay. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function releaseReview(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId } = parseInput(submissionSchema, input);
  await inTransaction(async (tx) => {
    const { submission, scope } = await requireReview(tx, platform, submissionId);
    if (!(await deleteClaim(tx, platform, submissionId, platform.userId)))
      throw await claimMissing(tx, scope, submissionId);
    await recordAudit(tx, context, {
      event: 'review.released',
      organizationId: null,
      subject: { type: 'submission', id: submission.id },
    });
  });
}
