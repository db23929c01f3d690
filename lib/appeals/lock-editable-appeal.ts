import type { OrganizationScope } from '@/lib/auth/actor';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { isRejected } from '@/lib/lifecycle/rules/status';
import { requireSentSubmission, type SentSubmission } from '@/lib/submissions/require-sent-submission';
import type { AppealRecord } from './appeal-record';
import { lockOpenAppeal } from './store';

/**
 * The open appeal of a rejected submission, held until the transaction ends: edits, submitting and verdicts wait for
 * each other here.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED when there is no appeal yet; CONFLICT when its status has changed
 */
export async function lockEditableAppeal(
  tx: Transaction,
  scope: OrganizationScope,
  submissionId: string,
): Promise<SentSubmission & { appeal: AppealRecord }> {
  const appeal = await lockOpenAppeal(tx, scope, submissionId);
  const sent = await requireSentSubmission(tx, scope, submissionId);
  if (!isRejected(sent.submission.status) || !sent.isNewest)
    throw conflict('appeals.notEditable', { values: { status: sent.submission.status } });
  if (!appeal) throw preconditionFailed('appeals.notOpened');
  return { ...sent, appeal };
}
