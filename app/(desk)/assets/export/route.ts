import { readListQuery, toListFilter } from '@/app/(desk)/assets/list-query';
import { bookResponse } from '@/app/book-response';
import { requireRouteContext } from '@/app/current-actor';
import { linesResponse } from '@/app/lines-response';
import { reportLanguage } from '@/app/report-language';
import { runRoute } from '@/app/run-route';
import { exportAssets } from '@/lib/submissions/export/export-assets';

/** The assets that fit the filters of the list: CSV, or a workbook in the reader's language. */
export function GET(request: Request): Promise<Response> {
  return runRoute('assets.export', request, async () => {
    const context = await requireRouteContext(request);
    const { searchParams } = new URL(request.url);
    const filter = toListFilter(readListQuery(Object.fromEntries(searchParams)));
    const asked = { ...filter, format: searchParams.get('format') ?? 'csv' };
    const made = await exportAssets(context, asked, await reportLanguage());
    const at = context.clock.now();
    return made.format === 'csv' ? linesResponse('assets', made, at) : bookResponse('assets', made.bytes, at);
  });
}
