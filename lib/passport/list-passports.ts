import { authorise, authorisePlatform, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findPassports, type PassportRecord } from './store';
import { requireSubmissionScope } from './submission-scope';

/** What a page shows of a passport. */
export type PassportView = Omit<PassportRecord, 'storageKey' | 'sequence'>;

/** The versions of a submission's passport, the newest first; none while the first is being made. */
export async function listPassports(context: Context, submissionId: string): Promise<PassportView[]> {
  const scope = authorise(context, 'submission.view');
  return (await findPassports(database(), scope, submissionId)).map(toView);
}

/** The same, for reviewers, of any organization. @throws AppError NOT_FOUND */
export async function listPassportsForReview(
  context: Context,
  submissionId: string,
): Promise<PassportView[]> {
  const platform = authorisePlatform(context, 'review.view');
  const scope = await requireSubmissionScope(platform, { submissionId });
  return (await findPassports(database(), scope, submissionId)).map(toView);
}

const toView = ({ storageKey: _, sequence: __, ...view }: PassportRecord): PassportView => view;
