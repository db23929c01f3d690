import { SUBMISSION_STATUSES, type SubmissionStatus } from '@/lib/assets/schemas';
import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, pageOf, pageRequest } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { countSubmissions, type SubmissionRow, searchSubmissions } from './store';

export type Requests = {
  page: Page<SubmissionRow>;
  status: SubmissionStatus | null;
  counts: Record<SubmissionStatus, number>;
};

/** One page of the Requests tab. @param query what the URL says: `status`, `page` */
export async function listSubmissions(context: Context, query: Record<string, unknown>): Promise<Requests> {
  const scope = authorise(context, 'submission.view');
  const status = SUBMISSION_STATUSES.find((known) => known === query.status) ?? null;
  const request = pageRequest(query.page);
  const { rows, total } = await searchSubmissions(database(), scope, status, request);
  return { page: pageOf(rows, total, request), status, counts: await countSubmissions(database(), scope) };
}
