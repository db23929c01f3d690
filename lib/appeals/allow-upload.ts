import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';

/**
 * Asked before a byte of an upload is read: whether the person may change appeals, and whether they and their
 * organization have not sent too much in a short time.
 * @throws AppError FORBIDDEN; LIMIT_EXCEEDED
 */
export async function allowUpload(context: Context): Promise<void> {
  const { userId, organizationId } = authorise(context, 'appeal.edit');
  await requireAttempt(context.clock, 'upload.person', userId, 'appeals.tooManyUploads');
  await requireAttempt(context.clock, 'upload.organization', organizationId, 'appeals.tooManyUploads');
}
