import { authorise, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { changeStatus } from './change-status';
import { requireSubmission } from './store';

/**
 * Takes a submission back: from Scanning to a draft, its scans stopped; from Reviewing to Rejected, the appeal undecided.
 * @throws AppError CONFLICT when its status has changed
 */
export async function withdrawSubmission(context: Context, submissionId: string): Promise<void> {
  const scope = authorise(context, 'submission.withdraw');
  await inTransaction(async (tx) => {
    const submission = await requireSubmission(tx, scope, submissionId);
    await changeStatus({ ...context, tx }, scope, submission, { event: 'withdraw' });
  });
}
