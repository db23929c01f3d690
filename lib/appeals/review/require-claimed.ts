import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';
import { extendClaim } from './claims/claim-store';
import { claimMissing, requireReview } from './lock-review';

type Claimed = SentSubmission & { scope: OrganizationScope & { userId: string } };

/** A review that the reviewer holds, whose lease begins again. @throws AppError as `lockReview` */
export const requireClaimed = (
  platform: PlatformScope & { userId: string },
  submissionId: string,
): Promise<Claimed> =>
  inTransaction(async (tx) => {
    const { scope, ...sent } = await requireReview(tx, platform, submissionId);
    if (!(await extendClaim(tx, platform, submissionId))) throw await claimMissing(tx, scope, submissionId);
    return { ...sent, scope: { ...scope, userId: platform.userId } };
  });
