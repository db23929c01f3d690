import type { RequestChange, RequestCookie } from '../check';

/** How a foreign page tells, or hides, where it is: `alike` has the site's own host in its name and address. */
export const DISGUISES = ['foreign', 'alike', 'hidden'] as const;
export type Disguise = (typeof DISGUISES)[number];

/** A name that belongs to nobody (RFC 2606); nothing is sent there. */
const FOREIGN_HOST = 'preflight-forged.invalid';

export function foreignOrigin(own: string, disguise: Disguise): string {
  const { protocol, hostname } = new URL(own);
  const prefix = disguise === 'alike' ? `${hostname.replace(/[[\]]/g, '')}.` : '';
  return disguise === 'hidden' ? 'null' : `${protocol}//${prefix}${FOREIGN_HOST}`;
}

type Headers = RequestChange['headers'] & {};

/** The headers of a browser that a foreign page makes send something; a page in a sandbox without a referrer hides itself. */
export function foreignHeaders(own: string, disguise: Disguise, isNavigation: boolean): Headers {
  const origin = foreignOrigin(own, disguise);
  const referer = disguise === 'hidden' ? null : `${origin}/${disguise === 'alike' ? new URL(own).host : ''}`;
  return [
    // A link sends no Origin.
    ['Origin', isNavigation ? null : origin],
    ['Referer', referer],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Mode', 'navigate'],
  ];
}

/** The headers of the site's own page. */
export const ownHeaders = (own: string, pageUrl: string | undefined): Headers => [
  ['Origin', own],
  ['Referer', pageUrl ?? `${own}/`],
  ['Sec-Fetch-Site', 'same-origin'],
];

/** Names of the cookies that a browser sends along; a link that opens a page takes `Lax` ones too (RFC 6265bis §5.2). */
export const cookiesSent = (cookies: readonly RequestCookie[], isNavigation: boolean): string[] =>
  cookies
    .filter(({ sameSite }) => sameSite !== 'strict' && (isNavigation || sameSite !== 'lax'))
    .map(({ name }) => name);
