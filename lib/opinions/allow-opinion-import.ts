import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';

/**
 * Asked before a byte of a report is read: whether the person may import one, and whether they and their organization
 * have not sent too much in a short time.
 * @throws AppError FORBIDDEN; LIMIT_EXCEEDED
 */
export async function allowOpinionImport(context: Context): Promise<void> {
  const { userId, organizationId } = authorise(context, 'opinion.edit');
  await requireAttempt(context.clock, 'upload.person', userId, 'appeals.tooManyUploads');
  await requireAttempt(context.clock, 'upload.organization', organizationId, 'appeals.tooManyUploads');
}
