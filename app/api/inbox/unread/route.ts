import { requireRouteContext } from '@/app/current-actor';
import { readReader } from '@/app/read-reader';
import { runRoute } from '@/app/run-route';
import { getBell } from '@/lib/notices/inbox/get-bell';

/** How many notices of one's own are unread, for the bell. */
export function GET(request: Request): Promise<Response> {
  return runRoute('inbox.unread', request, async () =>
    getBell(await requireRouteContext(request), await readReader()),
  );
}
