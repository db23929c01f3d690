import { AppError } from '@/lib/core/errors';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A request that changes something and carries a person's cookie must come from our own pages: browsers tell with
 * Origin, which a page cannot forge (Fetch §3.2). Server actions need no such call, since Next makes the same check.
 * @param address NEXTAUTH_URL
 * @throws AppError FORBIDDEN
 */
export function requireSameOrigin(request: Pick<Request, 'method' | 'headers'>, address: string): void {
  if (READS.has(request.method.toUpperCase())) return;
  if (request.headers.get('origin') !== new URL(address).origin)
    throw new AppError('FORBIDDEN', { message: 'auth.crossSite' });
}
