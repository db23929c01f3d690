import { findAssetName } from '@/lib/assets/for-other-rooms';
import type { OrganizationScope, TxContext } from '@/lib/auth/actor';
import type { SubmissionEvent } from '@/lib/lifecycle/rules/lifecycle';
import { notify } from '@/lib/notices/notify';
import { findReviewHolder } from './review-holder-store';
import { isTransitionTold, TRANSITION_NOTICE } from './rules/transition-notice';
import type { SubmissionRecord } from './store';

/** Tells those whom a transition concerns, in its transaction. The submission's version makes it this transition. */
export async function tellOfTransition(
  context: TxContext,
  scope: OrganizationScope,
  submission: Pick<SubmissionRecord, 'id' | 'assetId' | 'number' | 'version'>,
  { event, reasonCode }: { event: SubmissionEvent; reasonCode: string | null },
): Promise<void> {
  if (!isTransitionTold(event)) return;
  const kind = TRANSITION_NOTICE[event];
  const { id: submissionId, assetId, number, version } = submission;
  const asset = await findAssetName(context.tx, scope, assetId);
  const values = { submissionId, assetId, asset, number };
  const news = { organizationId: scope.organizationId, key: `${submissionId}:${version}` };
  if (kind === 'review.arrived') {
    await notify(context, { ...news, kind, values: { ...values, isAppeal: event === 'appeal' } });
  } else if (kind === 'review.replied') {
    const holder = await findReviewHolder(context.tx, submissionId);
    await notify(context, { ...news, kind, values, to: holder === null ? [] : [holder] });
  } else if (kind === 'submission.asked') {
    await notify(context, { ...news, kind, values });
  } else {
    await notify(context, { ...news, kind, values: { ...values, reason: reasonCode } });
  }
}
