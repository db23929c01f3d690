import type { LoginMode } from './login-profile';

/**
 * NOT_SET: nothing saved yet. NO_LOGIN: the seller declares that the site has none. UNTRIED: saved or changed since
 * the last try. PROVEN and FAILED: what the last try of exactly these settings showed.
 */
export const LOGIN_STATES = ['NOT_SET', 'NO_LOGIN', 'UNTRIED', 'PROVEN', 'FAILED'] as const;
export type LoginState = (typeof LOGIN_STATES)[number];

/** What was seen when the login was tried, as it is stored and shown. */
export type LoginTry = {
  isProven: boolean;
  /** Why it counts, or why it does not: `websites.try.reasons.<code>`. */
  reason: string;
  values: Record<string, string | number>;
  /** Of the verify URL's response; null where nothing came back. */
  status: number | null;
  finalUrl: string | null;
  title: string;
  /** The words of the page, the first few hundred characters, secrets masked. */
  text: string;
  /** The first bytes of the body as they came, as text, secrets masked. */
  preview: string;
  requests: number;
  durationMs: number;
};

export type TriedProfile = {
  mode: LoginMode;
  version: number;
  lastTry: Pick<LoginTry, 'isProven'> | null;
  lastTryVersion: number | null;
};

/** The state of a login profile; null stands for none saved. */
export function loginState(profile: TriedProfile | null): LoginState {
  if (!profile) return 'NOT_SET';
  if (profile.mode === 'NONE') return 'NO_LOGIN';
  if (!profile.lastTry || profile.lastTryVersion !== profile.version) return 'UNTRIED';
  return profile.lastTry.isProven ? 'PROVEN' : 'FAILED';
}
