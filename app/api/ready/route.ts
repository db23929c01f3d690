import { isDatabaseReachable } from '@/lib/db/is-database-reachable';

/** The process can work: it reaches its database. 503 where it does not, so that a proxy sends nobody here. */
export async function GET(): Promise<Response> {
  const isReady = await isDatabaseReachable();
  return Response.json(
    { status: isReady ? 'ready' : 'database unreachable' },
    { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
