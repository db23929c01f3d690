'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cookieOptions, ORGANIZATION_COOKIE, sessionCookieName } from '@/lib/auth/rules/session-cookie';
import { configuration } from '@/lib/config/configuration';
import { DAY_MS, SECOND_MS, systemClock } from '@/lib/core/clock';
import { isId } from '@/lib/core/ids';
import { endSession } from '@/lib/people/end-session';
import { currentSessionId } from './current-actor';

const YEAR_SECONDS = (365 * DAY_MS) / SECOND_MS;

export async function signOut(): Promise<void> {
  const { NEXTAUTH_URL } = configuration();
  await endSession(systemClock, await currentSessionId());
  // A __Host- cookie is only removed by one with the same attributes.
  (await cookies()).set(sessionCookieName(NEXTAUTH_URL), '', { ...cookieOptions(NEXTAUTH_URL), maxAge: 0 });
  redirect('/sign-in');
}

/** Remembers the organization to work in. The cookie is a wish: each request checks that the person belongs to it. */
export async function chooseOrganization(form: FormData): Promise<void> {
  const organizationId = form.get('organizationId');
  if (!isId(organizationId)) return;
  const options = { ...cookieOptions(configuration().NEXTAUTH_URL), maxAge: YEAR_SECONDS };
  (await cookies()).set(ORGANIZATION_COOKIE, organizationId, options);
  redirect('/');
}
