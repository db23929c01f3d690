import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { FinalVerdict } from './appeal-record';
import { findLastVerdicts } from './find-last-verdicts';
import { findAppeals } from './store';

export type Verdicts = ReadonlyMap<string, FinalVerdict>;

/** The reviewer's decision on each finding of a submission, by finding id; empty before a review was decided. */
export async function listVerdicts(context: Context, submissionId: string): Promise<Verdicts> {
  const scope = authorise(context, 'appeal.view');
  const appeals = await findAppeals(database(), scope, submissionId);
  return findLastVerdicts(database(), scope, appeals);
}
