import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { requireSubmission } from '@/lib/submissions/for-other-rooms';
import { passportOfSchema } from './schemas';

/**
 * Has the newest version of a submission's passport made, where it is missing: of one that was judged before there were
 * passports, or whose job failed. Where it is there, nothing changes.
 * @throws AppError NOT_FOUND
 */
export async function requestPassport(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'submission.submit');
  const { submissionId } = parseInput(passportOfSchema, input);
  await inTransaction(async (tx) => {
    const { id } = await requireSubmission(tx, scope, submissionId);
    await addJob(tx, 'make-passport', { submissionId: id }, { key: `passport:${id}` });
  });
}
