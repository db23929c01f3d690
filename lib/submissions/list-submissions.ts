import { listAssetsById } from '@/lib/assets/list-assets-by-id';
import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { assessAssets } from './assess-assets';
import type { StatusLine } from './rules/status-line';
import { submissionLine } from './rules/submission-line';
import { type SubmissionRow, searchSubmissions } from './store';

export type RequestRow = SubmissionRow & { line: StatusLine };
export type Requests = {
  page: Page<RequestRow>;
  status: SubmissionStatus | null;
  counts: Record<SubmissionStatus, number>;
};

/** One page of the Requests tab. @param query what the URL says: `status`, `page` */
export async function listSubmissions(context: Context, query: Record<string, unknown>): Promise<Requests> {
  const scope = authorise(context, 'submission.view');
  const status = SUBMISSION_STATUSES.find((known) => known === query.status) ?? null;
  const request = pageRequest(query.page);
  const { rows, total, counts } = await searchSubmissions(database(), scope, status, request);
  const assets = await listAssetsById(context, [...new Set(rows.map(({ assetId }) => assetId))]);
  const assessed = await assessAssets(database(), scope, assets, context.clock.now());
  const byAsset = new Map(assessed.map((entry) => [entry.asset.id, entry]));
  const withLines = rows.flatMap((row) => {
    const newest = byAsset.get(row.assetId);
    return newest ? [{ ...row, line: submissionLine(row, newest) }] : [];
  });
  return {
    page: toPage(withLines, total, request),
    status,
    counts,
  };
}
