import { runRoute } from '@/app/run-route';
import { unsubscribe } from '@/lib/notices/preferences/unsubscribe';

const pagePath = (request: Request, then = ''): string =>
  `/unsubscribe?token=${encodeURIComponent(readToken(request))}${then}`;
const readToken = (request: Request): string => new URL(request.url).searchParams.get('token') ?? '';

/** Who opens the address is asked first: programs that look at links open it too. */
export const GET = (request: Request): Response =>
  new Response(null, { status: 303, headers: { Location: pagePath(request) } });

/**
 * Switches the mails of a token off, without signing in. A mail program sends `List-Unsubscribe=One-Click` and wants no
 * page (RFC 8058); a person comes from our page and is led back to it.
 */
export function POST(request: Request): Promise<Response> {
  return runRoute('unsubscribe', request, async () => {
    await unsubscribe(readToken(request));
    if ((await request.text()).includes('List-Unsubscribe=One-Click')) return { ok: true };
    return new Response(null, { status: 303, headers: { Location: pagePath(request, '&done=1') } });
  });
}
