/** The organization that a person works in, when they belong to several. */
export const ORGANIZATION_COOKIE = 'preflight-organization';

/** Over HTTPS the cookie is bound to exactly this host and path by its prefix (RFC 6265bis §4.1.3.2). */
export const sessionCookieName = (address: string): string =>
  isSecure(address) ? '__Host-preflight-session' : 'preflight-session';

/** @param address NEXTAUTH_URL */
export const isSecure = (address: string): boolean => address.startsWith('https://');

export const cookieOptions = (address: string) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(address) }) as const;
