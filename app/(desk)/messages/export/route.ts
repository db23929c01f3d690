import { getTimeZone } from 'next-intl/server';
import { requireRouteContext } from '@/app/current-actor';
import { linesResponse } from '@/app/lines-response';
import { runRoute } from '@/app/run-route';
import { exportMessages } from '@/lib/messages/export-messages';
import { readExport } from './read-export';

/** The messages that fit the filters of the log, or those that were chosen in it, masked. */
export function GET(request: Request): Promise<Response> {
  return runRoute('messages.export', request, async () => {
    const context = await requireRouteContext(request);
    const asked = readExport(new URL(request.url).searchParams, await getTimeZone());
    return linesResponse('messages', await exportMessages(context, asked), context.clock.now());
  });
}
