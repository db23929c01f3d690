import { type CapturedResponse, headerValue } from '@/lib/http/exchange';
import { toText } from '@/lib/signing/encoding';
import type { Explanation } from '../explanation';
import { explainBody } from './explain-body';
import { placeOf } from './place';
import { isWebPage, recognisePage } from './recognise-page';
import { oneLine } from './shown-text';

const REDIRECTS = [301, 302, 303, 307, 308];
const WHOLE_BODY = { part: 'response-body' } as const;

/** What an answer is that is not the JSON that KooGallery asks for; empty where it is. */
export function explainAnswer(url: string, response: CapturedResponse): Explanation[] {
  const { status, decodedBody } = response;
  if (REDIRECTS.includes(status)) return [explainRedirect(url, response)];
  if (isHttp2Demanded(response))
    return [{ code: 'HTTP2_ONLY', values: { ...placeOf(url), seen: `HTTP ${status}` }, mark: WHOLE_BODY }];
  const isPage = isWebPage(decodedBody);
  if (status === 404 || status === 410) return [explainNotFound(url, response)];
  if (isPage) {
    const values = { ...recognisePage(response), status };
    return [{ code: 'GATEWAY_BLOCK_PAGE', values, mark: WHOLE_BODY }];
  }
  if (status !== 200) {
    const kind = status >= 500 ? 'server' : status >= 400 ? 'client' : 'other';
    return [{ code: 'STATUS_NOT_200', values: { kind, status }, mark: WHOLE_BODY }];
  }
  return [...explainContentType(response), ...explainBody(response)];
}

function explainRedirect(url: string, { status, headers }: CapturedResponse): Explanation {
  const location = headerValue(headers, 'location') ?? '';
  const at = headers.findIndex(([name]) => name.toLowerCase() === 'location');
  return {
    code: 'REDIRECTED',
    values: {
      kind: redirectKind(url, location),
      status,
      location: oneLine(location) || '–',
    },
    mark: at < 0 ? null : { part: 'response-head', offset: at, length: 1 },
  };
}

const LOGIN = /\b(log-?in|sign-?in|sso|cas|auth|oauth2?|saml)\b/i;

/** Where a redirect leads tells why it is there. */
function redirectKind(
  url: string,
  location: string,
): 'nowhere' | 'login' | 'host' | 'slash' | 'scheme' | 'path' {
  if (location === '' || !URL.canParse(url) || !URL.canParse(location, url)) return 'nowhere';
  const from = new URL(url);
  const to = new URL(location, url);
  if (LOGIN.test(`${to.hostname} ${to.pathname}`)) return 'login';
  if (to.hostname !== from.hostname) return 'host';
  const isSlash = withoutSlash(to.pathname) === withoutSlash(from.pathname) && to.pathname !== from.pathname;
  if (isSlash) return 'slash';
  return to.protocol === from.protocol ? 'path' : 'scheme';
}

const withoutSlash = (path: string): string => path.replace(/\/$/, '');

/** A server that answers in HTTP/1.1 only to say that it wants HTTP/2. */
function isHttp2Demanded({ status, headers, decodedBody }: CapturedResponse): boolean {
  if (status === 505 || status === 464) return true;
  if (status === 426) return /\bh2c?\b/i.test(headerValue(headers, 'upgrade') ?? '');
  return status === 403 && /ALPN Protocol, expected `h2`/.test(toText(decodedBody.subarray(0, 4_096)) ?? '');
}

function explainNotFound(url: string, response: CapturedResponse): Explanation {
  const { product, title, requestId } = recognisePage(response);
  const { status } = response;
  const path = URL.canParse(url) ? oneLine(new URL(url).pathname) : '–';
  return { code: 'NOT_FOUND_PAGE', values: { status, path, product, title, requestId }, mark: WHOLE_BODY };
}

function explainContentType({ headers }: CapturedResponse): Explanation[] {
  const at = headers.findIndex(([name]) => name.toLowerCase() === 'content-type');
  const contentType = headers[at]?.[1] ?? '';
  if (contentType.split(';')[0]?.trim().toLowerCase() === 'application/json') return [];
  const mark = at < 0 ? null : ({ part: 'response-head', offset: at, length: 1 } as const);
  return [{ code: 'CONTENT_TYPE_NOT_JSON', values: { contentType: oneLine(contentType) || '–' }, mark }];
}
