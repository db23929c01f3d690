import { getTimeZone } from 'next-intl/server';
import { exportMessages } from '@/lib/messages/export-messages';
import { requireRouteContext } from '../../../current-actor';
import { runRoute } from '../../../run-route';
import { readIds, readLogQuery, toFilter } from '../log-query';
import { toByteStream } from './to-byte-stream';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

/** The messages that fit the filters of the log, or those that were chosen in it, masked. */
export function GET(request: Request): Promise<Response> {
  return runRoute('messages.export', request, async () => {
    const context = await requireRouteContext(request);
    const { searchParams } = new URL(request.url);
    const query = readLogQuery(Object.fromEntries(searchParams));
    const filter = toFilter({ ...query, older: '', newer: '' }, await getTimeZone());
    // A path that cannot be read must not become "all messages".
    const path = searchParams.get('path') || undefined;
    const ids = searchParams.getAll('id');
    const { format, lines } = await exportMessages(context, {
      ...filter,
      ...(path === undefined ? {} : { path }),
      ...(ids.length === 0 ? {} : { ids: readIds(ids) }),
      format: searchParams.get('format') ?? 'csv',
    });
    const name = `messages-${context.clock.now().toISOString().slice(0, 10)}.${format}`;
    return new Response(toByteStream(lines), {
      headers: {
        'Content-Type': TYPES[format],
        'Content-Disposition': `attachment; filename="${name}"`,
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    });
  });
}
