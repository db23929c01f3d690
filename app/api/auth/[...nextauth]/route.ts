import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/app/auth-options';
import { runRoute } from '@/app/run-route';
import { readVisit } from '@/app/visit';
import { configuration } from '@/lib/config/configuration';
import { notFound } from '@/lib/core/errors';

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** What the sign-in page uses. The rest stays shut: `_log` would let anybody write into our log. */
const DOORS = new Set([
  'GET csrf',
  'GET signin',
  'GET error',
  'GET callback/oidc',
  'POST signin/oidc',
  'POST callback/credentials',
]);

function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  return runRoute('auth', request, async () => {
    const { nextauth } = await context.params;
    if (!DOORS.has(`${request.method} ${nextauth.join('/')}`)) throw notFound('page');
    return NextAuth(request, context, authOptions(readVisit(request.headers), configuration()));
  });
}

export { handle as GET, handle as POST };
