import { requireRouteContext } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { countNewerMessages } from '@/lib/messages/count-newer-messages';

/** How many messages that fit the filters of a page of the log are newer than its first row. */
export function GET(request: Request): Promise<Response> {
  return runRoute('messages.newer', request, async () =>
    countNewerMessages(
      await requireRouteContext(request),
      Object.fromEntries(new URL(request.url).searchParams),
    ),
  );
}
