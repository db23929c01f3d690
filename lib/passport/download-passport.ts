import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, authorisePlatform, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import type { ObjectReading } from '@/lib/storage/object-store';
import { requireSubmission } from '@/lib/submissions/for-other-rooms';
import { passportFiles } from './passport-files';
import { downloadPassportSchema } from './schemas';
import { requirePassport } from './store';
import { requireSubmissionScope } from './submission-scope';

/** An archive on its way; the same bytes for everybody who may have it. */
export type PassportDownload = ObjectReading & { fileName: string };

/** A version of the passport of the organization's own submission. @throws AppError NOT_FOUND */
export async function downloadPassport(context: Context, input: unknown): Promise<PassportDownload> {
  const scope = authorise(context, 'report.download');
  return openPassport(context, scope, input);
}

/** The same, for reviewers, of any organization. @throws AppError NOT_FOUND */
export async function downloadPassportForReview(context: Context, input: unknown): Promise<PassportDownload> {
  const platform = authorisePlatform(context, 'review.view');
  return openPassport(context, await requireSubmissionScope(platform, input), input);
}

async function openPassport(
  context: Context,
  scope: OrganizationScope,
  input: unknown,
): Promise<PassportDownload> {
  const { submissionId, version } = parseInput(downloadPassportSchema, input);
  const submission = await requireSubmission(database(), scope, submissionId);
  const { storageKey, sha256 } = await requirePassport(database(), scope, submission.id, version);
  const reading = await passportFiles().open(storageKey);
  if (!reading) throw notFound('passport');
  await inTransaction((tx) =>
    recordAudit(tx, context, {
      event: 'passport.downloaded',
      organizationId: scope.organizationId,
      subject: { type: 'submission', id: submission.id },
      assetId: submission.assetId,
      after: { version, sha256 },
    }),
  );
  return { ...reading, fileName: `passport-${submission.id}-${version}.zip` };
}
