import { pageReader } from '@/app/page-reader';
import { getBulkRun } from '@/lib/bulk/get-bulk-run';

/** How far an act for many assets has come, at a page of its rows. */
export const readBulkRun = pageReader((context, runId: string, page: string) =>
  getBulkRun(context, runId, page),
);
