import { type Exchange, headerValue, headerValues } from '@/lib/http/exchange';
import type { ScanReason } from '../../rules/result';
import type { ReadPage } from '../crawl/read-page';

/** Asked for by the protocol itself: no form login can come before them (RFC 7235, RFC 7617, RFC 7616, RFC 4559). */
const SCHEME =
  /(?:^|,\s*)(basic|digest|ntlm|negotiate|bearer|hoba|mutual|dpop|scram-[\w-]{1,20})(?=\s|,|$)/gi;
const OF_BROWSERS = new Set(['basic', 'digest', 'ntlm', 'negotiate']);
const LOGIN_PATH = /log-?in|sign-?in|signin|logon|denglu|sso|auth/i;

/**
 * Why the first page shows nothing of the site: HTTP authentication, a proxy, or a wall in front of a login. Null where
 * the page can be read, or where the plan has a login that may open it.
 */
export async function authenticationWall(
  exchange: Exchange,
  hasLogin: boolean,
  readPage: ReadPage,
): Promise<ScanReason | null> {
  const { status, headers } = exchange.response;
  if (status !== 401 && status !== 403 && status !== 407) return null;
  const asked = headerValues(headers, status === 407 ? 'proxy-authenticate' : 'www-authenticate').join(', ');
  const schemes = [...new Set([...asked.matchAll(SCHEME)].map(([, name = '']) => name))];
  const isOfBrowsers = schemes.some((name) => OF_BROWSERS.has(name.toLowerCase()));
  if (status === 407 || isOfBrowsers || (schemes.length > 0 && !hasLogin)) {
    return { code: 'HTTP_AUTHENTICATION', values: { status, scheme: schemes.join(', ') || 'unknown' } };
  }
  if (hasLogin) return null;
  if (await showsLogin(exchange, readPage)) return { code: 'LOGIN_PAGE_ONLY', values: {} };
  return status === 401 ? { code: 'HTTP_AUTHENTICATION', values: { status, scheme: 'unknown' } } : null;
}

async function showsLogin(exchange: Exchange, readPage: ReadPage): Promise<boolean> {
  if (!/html/i.test(headerValue(exchange.response.headers, 'content-type') ?? '')) return false;
  const page = await readPage(exchange);
  return (
    page.hasPasswordField ||
    page.links.some(({ href, control }) => LOGIN_PATH.test(`${href} ${control.label}`))
  );
}
