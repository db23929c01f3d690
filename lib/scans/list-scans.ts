import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { type ScanView, withValidity } from './get-scan-report';
import { findWebsiteScans } from './store';

/** One page of a website's scans, newest first. */
export async function listScans(
  context: Context,
  websiteId: string,
  query: { page?: unknown } = {},
): Promise<Page<ScanView>> {
  const scope = authorise(context, 'scan.view');
  if (!isId(websiteId)) throw notFound('website');
  const page = pageRequest(query.page);
  const { rows, total } = await findWebsiteScans(database(), scope, websiteId, page);
  return toPage(rows.map(withValidity), total, page);
}
