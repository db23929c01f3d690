import { decode } from 'next-auth/jwt';

/** Cookies that are kept opened. */
const MOST_OPENED = 1_000;
const opened = new Map<string, string>();

/**
 * The id of the session that a cookie names; null when it was sealed with another secret, or has run out. A cookie is
 * opened once, because opening it derives its key again; whether its session still holds is read from the database at every
 * request.
 */
export async function openSessionCookie(token: string, secret: string): Promise<string | null> {
  const key = `${secret} ${token}`;
  const known = opened.get(key);
  if (known !== undefined) return known;
  const content = await decode({ token, secret }).catch(() => null);
  if (typeof content?.sid !== 'string') return null;
  const [oldest] = opened.keys();
  if (oldest !== undefined && opened.size >= MOST_OPENED) opened.delete(oldest);
  opened.set(key, content.sid);
  return content.sid;
}
