import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import type { BulkCounts, BulkRow, BulkRun } from './bulk-record';
import { countItems, findRows, requireBulkRun } from './store';

export type BulkRunDetails = { run: BulkRun; counts: BulkCounts; page: Page<BulkRow> };

/** Rows of a result that are seen at once. */
const ROWS = 50;

/** How far an act for many rows has come, and what became of the rows of a page. @throws AppError NOT_FOUND */
export async function getBulkRun(context: Context, runId: string, page: string): Promise<BulkRunDetails> {
  const scope = authorise(context, 'asset.view');
  const run = await requireBulkRun(database(), scope, runId);
  const counts = await countItems(database(), scope, run.id);
  const wished = pageRequest(page, ROWS);
  const request = { ...wished, page: Math.min(wished.page, Math.max(1, Math.ceil(counts.total / ROWS))) };
  const from = (request.page - 1) * ROWS;
  const rows = await findRows(database(), scope, { runId: run.id, from, atMost: ROWS });
  return { run, counts, page: toPage(rows, counts.total, request) };
}
