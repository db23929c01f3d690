import { isDatabaseReachable } from '@/lib/db/is-database-reachable';
import { configuredStore } from '@/lib/storage/configured-store';
import { isStoreWritable } from '@/lib/storage/try-storage';

/** The process can work: it reaches its database and can keep files. 503 where it does not, so that a proxy sends nobody here. */
export async function GET(): Promise<Response> {
  const [isReachable, isWritable] = await Promise.all([
    isDatabaseReachable(),
    isStoreWritable(configuredStore()),
  ]);
  const status = isReachable ? (isWritable ? 'ready' : 'storage not writable') : 'database unreachable';
  return Response.json(
    { status },
    { status: status === 'ready' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
