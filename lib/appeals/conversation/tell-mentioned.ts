import { findAssetName } from '@/lib/assets/for-other-rooms';
import { actorLabel, type OrganizationScope, type TxContext } from '@/lib/auth/actor';
import { notify } from '@/lib/notices/notify';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';

/** Tells the people whom a comment names, each once. */
export async function tellMentioned(
  context: TxContext,
  scope: OrganizationScope,
  comment: {
    commentId: string;
    submission: SentSubmission['submission'];
    mentionedIds: readonly string[];
  },
): Promise<void> {
  const { commentId, submission, mentionedIds } = comment;
  if (mentionedIds.length === 0) return;
  const { id: submissionId, assetId, number } = submission;
  const asset = await findAssetName(context.tx, scope, assetId);
  await notify(context, {
    kind: 'comment.mentioned',
    organizationId: submission.organizationId,
    key: commentId,
    values: { submissionId, assetId, asset, number, by: actorLabel(context.actor) },
    to: mentionedIds,
  });
}
