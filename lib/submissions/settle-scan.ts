import { authoriseSystem, type Context, toOrganizationScope } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import { isScanning } from '@/lib/lifecycle/rules/status';
import { findSiblingScans } from '@/lib/scans/find-sibling-scans';
import { changeStatus } from './change-status';
import { settle } from './rules/settlement';
import { findSubmissionOfAnyone } from './store';

/**
 * Draws the conclusion from the scans of a submission once the last of them has ended. Told twice, or of a submission
 * that was withdrawn meanwhile, it does nothing.
 */
export async function settleScan(
  context: Context,
  scanId: string,
  policy: { isHumanReviewOn: boolean; holidays: ReadonlySet<string> },
): Promise<void> {
  const platform = authoriseSystem(context);
  const scans = await findSiblingScans(database(), platform, scanId, context.clock.now());
  if (!scans) return;
  await inTransaction(async (tx) => {
    const submission = await findSubmissionOfAnyone(tx, platform, scans.submissionId);
    const submittedAt = submission?.submittedAt;
    if (!submission || !isScanning(submission.status) || !submittedAt) return;
    // One that was withdrawn and sent again has older scans too.
    const current = scans.all.filter(({ createdAt }) => createdAt >= submittedAt);
    const settlement = settle(current, policy.isHumanReviewOn);
    if (!settlement) return;
    await changeStatus({ ...context, tx }, toOrganizationScope(submission, platform), submission, {
      event: settlement.event,
      reasonCode: settlement.reasonCode,
      holidays: policy.holidays,
    });
  });
}
