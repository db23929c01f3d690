import { requireRouteContext } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { firstAssets } from '@/app/shell/palette/found-assets';
import { searchAssets } from '@/lib/assets/search-assets';

/** The first assets whose name or website has a text, for the command palette. */
export function GET(request: Request): Promise<Response> {
  return runRoute('assets.find', request, async () => {
    const q = new URL(request.url).searchParams.get('q') ?? '';
    return firstAssets(await searchAssets(await requireRouteContext(request), { q, sort: 'name' }));
  });
}
