import { getTimeZone } from 'next-intl/server';
import { readAuditQuery, toAuditFilter } from '@/app/(desk)/settings/audit/audit-query';
import { requireRouteContext } from '@/app/current-actor';
import { linesResponse } from '@/app/lines-response';
import { runRoute } from '@/app/run-route';
import { exportAudit } from '@/lib/audit/log/export-audit';

/** The entries that fit the filters of the audit log, as CSV or as JSON by the line. */
export function GET(request: Request): Promise<Response> {
  return runRoute('audit.export', request, async () => {
    const context = await requireRouteContext(request);
    const { searchParams } = new URL(request.url);
    const query = readAuditQuery({ ...Object.fromEntries(searchParams), older: '' });
    const filter = toAuditFilter(query, await getTimeZone());
    const made = await exportAudit(context, { ...filter, format: searchParams.get('format') ?? 'csv' });
    return linesResponse('audit', made, context.clock.now());
  });
}
