import type { AuthOptions } from 'next-auth';
import type { Provider } from 'next-auth/providers/index';
import { returnPath } from '@/lib/auth/rules/return-path';
import { cookieOptions, isSecure, sessionCookieName } from '@/lib/auth/rules/session-cookie';
import { SESSION_MS } from '@/lib/auth/rules/session-lifetime';
import type { Configuration } from '@/lib/config/configuration';
import { logFor } from '@/lib/config/log';
import { MINUTE_MS, SECOND_MS } from '@/lib/core/clock';
import { signInWithIdentity } from '@/lib/people/sign-in-with-identity';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { startSession } from '@/lib/people/start-session';
import type { Visit } from '@/lib/people/visit';

export type AuthLog = Pick<ReturnType<typeof logFor>, 'error' | 'warn'>;

const OIDC_TIMEOUT_MS = 10 * SECOND_MS;
const processLog = logFor('auth');

/**
 * next-auth for one request. It checks CSRF tokens, PKCE, state and nonce and seals the cookie; who a person is, and
 * whether a session still holds, is decided by the verbs of `lib/people`.
 */
export function authOptions(visit: Visit, settings: Configuration, log: AuthLog = processLog): AuthOptions {
  const { NEXTAUTH_URL, NEXTAUTH_SECRET, OIDC_ISSUER } = settings;
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_MS / SECOND_MS },
    useSecureCookies: isSecure(NEXTAUTH_URL),
    cookies: {
      sessionToken: { name: sessionCookieName(NEXTAUTH_URL), options: cookieOptions(NEXTAUTH_URL) },
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [passwordProvider(visit, log), ...oidcProvider(settings)],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== 'oidc') return true;
        const claims: Record<string, unknown> = { ...profile };
        const result = await signInWithIdentity(visit, {
          provider: OIDC_ISSUER ?? '',
          subject: account.providerAccountId,
          email: typeof claims.email === 'string' ? claims.email : null,
          isEmailVerified: claims.email_verified === true,
          name: typeof claims.name === 'string' ? claims.name : '',
        }).catch((error: unknown) => failed(log, error));
        if (!result.ok) return `${NEXTAUTH_URL.replace(/\/$/, '')}/sign-in?error=${result.reason}`;
        user.id = result.userId;
        return true;
      },
      async jwt({ token, user, account }) {
        if (!account) return token;
        const method = account.provider === 'oidc' ? 'oidc' : 'password';
        return { sid: await startSession(visit, { userId: user.id, method }) };
      },
      redirect({ url, baseUrl }) {
        return baseUrl + returnPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url);
      },
    },
    // Codes and messages only: what else next-auth hands over may hold tokens and what was typed.
    logger: {
      error: (code, metadata) => log.error({ code, message: readMessage(metadata) }, 'sign-in failed'),
      warn: (code) => log.warn({ code }, 'sign-in warning'),
      debug: () => undefined,
    },
  };
}

function passwordProvider(visit: Visit, log: AuthLog): Provider {
  return {
    id: 'credentials',
    name: 'password',
    type: 'credentials',
    credentials: {},
    async authorize(credentials) {
      const result = await signInWithPassword(visit, credentials).catch((error: unknown) =>
        failed(log, error),
      );
      if (result.ok) return { id: result.userId };
      // For the operator, who may want to shut an address out; the account that was tried is not logged.
      const { address, requestId } = visit;
      // A right password without the code is how every sign-in with a second step begins.
      if (result.reason !== 'code')
        log.warn({ reason: result.reason, address, requestId }, 'sign-in refused');
      if (result.reason === 'wrong') return null;
      // next-auth puts this into the address that it answers; the sign-in page reads it there.
      throw new Error(
        result.reason === 'limited' ? `limited-${Math.ceil(result.retryAfterMs / MINUTE_MS)}` : result.reason,
      );
    },
  };
}

function oidcProvider({
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
  OIDC_NAME,
}: Configuration): Provider[] {
  if (!OIDC_ISSUER) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email profile' } },
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      httpOptions: { timeout: OIDC_TIMEOUT_MS },
      profile: (claims) => ({ id: String(claims.sub) }),
    },
  ];
}

/** An unexpected failure's own words stay in the log: next-auth would write them into an address. */
function failed(log: AuthLog, error: unknown): { ok: false; reason: 'failed' } {
  log.error({ code: 'UNEXPECTED', message: readMessage(error) }, 'sign-in failed');
  return { ok: false, reason: 'failed' };
}

function readMessage(metadata: unknown): string {
  if (metadata instanceof Error) return metadata.message;
  if (typeof metadata !== 'object' || metadata === null || !('error' in metadata)) return '';
  return metadata.error instanceof Error ? metadata.error.message : '';
}
