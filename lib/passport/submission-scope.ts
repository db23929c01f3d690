import { type OrganizationScope, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { findSubmissionOfAnyone } from '@/lib/submissions/for-other-rooms';
import { passportOfSchema } from './schemas';

/** The scope of the organization that a submission is of, for a reviewer. @throws AppError NOT_FOUND */
export async function requireSubmissionScope(
  platform: PlatformScope,
  input: unknown,
): Promise<OrganizationScope> {
  const { submissionId } = parseInput(passportOfSchema, input);
  const submission = await findSubmissionOfAnyone(database(), platform, submissionId);
  if (!submission) throw notFound('submission');
  return toOrganizationScope(submission, platform);
}
