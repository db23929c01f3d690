import { type SignInProblem, signInProblem } from './sign-in-problem';

export type SignInOutcome = { ok: true; to: string } | { ok: false; problem: SignInProblem };

const BASE = '/api/auth';

/**
 * Asks next-auth to sign in, in the browser: with what was typed, or by the provider, to whose page it then leads.
 * The token that proves that the request is ours comes from the same place, in a cookie of this host.
 * @param from where to go afterwards, a path of our own
 */
export async function requestSignIn(
  way: 'password' | 'oidc',
  from: string,
  typed: Record<string, string> = {},
): Promise<SignInOutcome> {
  try {
    const token: unknown = await (await fetch(`${BASE}/csrf`, { cache: 'no-store' })).json();
    const response = await fetch(
      way === 'password' ? `${BASE}/callback/credentials` : `${BASE}/signin/oidc`,
      {
        method: 'POST',
        body: new URLSearchParams({
          ...typed,
          csrfToken: readText(token, 'csrfToken'),
          callbackUrl: from,
          json: 'true',
        }),
      },
    );
    return readResult(readText(await response.json(), 'url'));
  } catch {
    // No connection, or an answer that is not next-auth's: nothing is known about the sign-in.
    return { ok: false, problem: { key: 'unreachable' } };
  }
}

function readResult(url: string): SignInOutcome {
  const to = new URL(url, window.location.href);
  const error = to.searchParams.get('error');
  if (to.origin === window.location.origin && error !== null)
    return { ok: false, problem: signInProblem(error) };
  // An address of next-auth's own is the page for a token that was refused.
  const isRefused = to.origin === window.location.origin && to.pathname.startsWith(BASE);
  return isRefused ? { ok: false, problem: { key: 'failed' } } : { ok: true, to: to.href };
}

function readText(json: unknown, name: string): string {
  if (typeof json !== 'object' || json === null) return '';
  const value: unknown = Object.entries(json).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
