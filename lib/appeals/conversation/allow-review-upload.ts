import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';

/** Asked before a byte of a reviewer's upload is read. @throws AppError FORBIDDEN; LIMIT_EXCEEDED */
export async function allowReviewUpload(context: Context): Promise<void> {
  const { userId } = authorisePlatform(context, 'review.decide');
  await requireAttempt(context.clock, 'upload.person', userId, 'appeals.tooManyUploads');
}
