import { requireNoConflict } from '@/lib/appeals/review/require-no-conflict';
import { type OrganizationScope, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { findSubmissionOfAnyone } from '@/lib/submissions/for-other-rooms';
import { passportOfSchema } from './schemas';

/** The scope of the organization that a submission is of, for a reviewer who does not belong to it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function requireSubmissionScope(
  platform: PlatformScope & { userId: string },
  input: unknown,
): Promise<OrganizationScope> {
  const { submissionId } = parseInput(passportOfSchema, input);
  const submission = await findSubmissionOfAnyone(database(), platform, submissionId);
  if (!submission) throw notFound('submission');
  await requireNoConflict(database(), platform, submission);
  return toOrganizationScope(submission, platform);
}
