import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { openSessionCookie } from '@/app/open-session-cookie';
import { returnRoute, withQuery } from '@/app/paths';
import type { Context, Person } from '@/lib/auth/actor';
import { requireSameOrigin } from '@/lib/auth/rules/same-origin';
import { ORGANIZATION_COOKIE, sessionCookieName } from '@/lib/auth/rules/session-cookie';
import { configuration } from '@/lib/config/configuration';
import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { type OrganizationChoice, readSession, type SignedIn } from '@/lib/people/read-session';

/** The context of a signed-in person, as verbs take it, and what their own pages show. */
export type PersonContext = Context & { actor: Person } & Pick<
    SignedIn,
    'sessionId' | 'email' | 'hasPassword'
  >;

/** The id in the session cookie, or null when there is none that we have signed. */
export async function currentSessionId(): Promise<string | null> {
  // Cookies first: they tell a build, which has no configuration, that the page is drawn for each request.
  const jar = await cookies();
  const { NEXTAUTH_SECRET, NEXTAUTH_URL } = configuration();
  const token = jar.get(sessionCookieName(NEXTAUTH_URL))?.value;
  return token ? openSessionCookie(token, NEXTAUTH_SECRET) : null;
}

/** Read once a request, however many components ask. */
const currentSession = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await currentSessionId();
  const wished = (await cookies()).get(ORGANIZATION_COOKIE)?.value;
  return sessionId === null ? null : readSession(systemClock, sessionId, wished);
});

/** Who is signed in, or null. */
export async function optionalContext(): Promise<PersonContext | null> {
  const session = await currentSession();
  if (!session) return null;
  const { actor, sessionId, email, hasPassword } = session;
  const requestId = (await headers()).get('x-request-id');
  return { actor, clock: systemClock, requestId, sessionId, email, hasPassword };
}

/** Who is signed in; for pages. Others are sent to the sign-in page, which leads back to it. */
export async function requireContext(): Promise<PersonContext> {
  const context = await optionalContext();
  if (context) return context;
  const head = await headers();
  const from = returnRoute(head.get('x-preflight-path'));
  redirect(withQuery('/sign-in', { from: from === '/' ? '' : from }));
}

/**
 * Who is signed in; for server actions. One that a script called stays on its page, because leaving would lose what was
 * typed. The page that is drawn with its answer is a page: a session may end in between.
 * @throws AppError UNAUTHENTICATED in such an action
 */
export async function requireActionContext(): Promise<PersonContext> {
  const context = await optionalContext();
  if (!context && (await headers()).has('next-action'))
    throw new AppError('UNAUTHENTICATED', { message: 'codes.UNAUTHENTICATED' });
  return context ?? requireContext();
}

/** Who is signed in and works in an organization; reviewers without one go to their desk, others learn what is missing. */
export async function requireMemberContext(): Promise<PersonContext> {
  const context = await requireContext();
  if (context.actor.membership) return context;
  redirect(context.actor.platformRoles.includes('REVIEWER') ? '/review' : '/no-organization');
}

/**
 * Who is signed in; for route handlers.
 * @throws AppError UNAUTHENTICATED; FORBIDDEN when a request that changes something comes from another site
 */
export async function requireRouteContext(request: Request): Promise<PersonContext> {
  requireSameOrigin(request, configuration().NEXTAUTH_URL);
  const context = await optionalContext();
  if (!context) throw new AppError('UNAUTHENTICATED', { message: 'codes.UNAUTHENTICATED' });
  return context;
}

/**
 * The same person as they are now, for answers that outlast their request: a session may end meanwhile, a member be
 * removed or given another role.
 * @throws AppError UNAUTHENTICATED when the session is over, or works in another organization since
 */
export async function stillSignedIn(context: PersonContext): Promise<PersonContext> {
  const organizationId = context.actor.membership?.organizationId;
  const session = await readSession(context.clock, context.sessionId, organizationId);
  if (!session || session.actor.membership?.organizationId !== organizationId)
    throw new AppError('UNAUTHENTICATED', { message: 'codes.UNAUTHENTICATED' });
  return { ...context, actor: session.actor };
}

/** The organizations of who is signed in, for the switcher. */
export async function organizationChoices(): Promise<OrganizationChoice[]> {
  return (await currentSession())?.organizations ?? [];
}
