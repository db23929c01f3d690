import { requireRouteContext } from '@/app/current-actor';
import { readReader } from '@/app/read-reader';
import { runRoute } from '@/app/run-route';
import { getBell } from '@/lib/notices/inbox/get-bell';
import { markPlaceRead } from '@/lib/notices/inbox/mark-place-read';

/** A page was opened: notices that lead to it are read. The answer is the count that is left, for the bell. */
export function POST(request: Request): Promise<Response> {
  return runRoute('inbox.read', request, async () => {
    const context = await requireRouteContext(request);
    await markPlaceRead(context, { path: new URL(request.url).searchParams.get('path') });
    return getBell(context, await readReader());
  });
}
