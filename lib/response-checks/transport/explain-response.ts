import { type CapturedResponse, type Exchange, headerValue } from '@/lib/http/exchange';
import { toText } from '@/lib/signing/encoding';
import type { Explanation } from '../explanation';
import { readCallAddress } from './call-address';
import { explainBody } from './explain-body';
import { explainRefusal } from './explain-refusal';
import { containsResponse } from './find-response';
import { saidByPage } from './quote-line';
import { type ResponsePage, readPage } from './read-page';
import { isLoginAddress } from './recognise-login';
import { recognisePage } from './recognise-page';
import { isFilingRedirect } from './recognise-site';
import { oneLine } from './to-single-line';

const REDIRECTS = [301, 302, 303, 307, 308];
const WHOLE_BODY = { part: 'response-body' } as const;

/** What a response is that is not the JSON that KooGallery asks for; empty where it is. */
export function explainResponse(url: string, { request, response }: Exchange): Explanation[] {
  const { status } = response;
  if (REDIRECTS.includes(status)) return [explainRedirect(url, response)];
  if (isHttp2Demanded(response))
    return [
      { code: 'HTTP2_ONLY', values: { ...readCallAddress(url), seen: `HTTP ${status}` }, mark: WHOLE_BODY },
    ];
  const page = readPage(response, request);
  // The interface itself answered, whatever the status says.
  const isInterface = ['string', 'number'].includes(typeof page.json?.resultCode);
  const found =
    isInterface || (status === 200 && containsResponse(response)) ? null : explainElsewhere(url, page);
  if (found) return [found];
  if (status !== 200) return [{ ...explainStatus(page, isInterface), mark: WHOLE_BODY }];
  return [...explainContentType(response), ...explainBody(response)];
}

/** Who answered in place of the interface; null where it was the interface. */
function explainElsewhere(url: string, page: ResponsePage): Explanation | null {
  const by = recognisePage(page);
  const refusal = explainRefusal(page, by);
  if (refusal) {
    const { code, values } = refusal;
    const path = URL.canParse(url) ? oneLine(new URL(url).pathname) : '–';
    return { code, values: { ...values, ...named(code, path) }, mark: WHOLE_BODY };
  }
  const isElsewhere = page.isHtml && (by.kind !== 'page' || page.status < 400);
  return isElsewhere
    ? { code: 'GATEWAY_BLOCK_PAGE', values: { ...by, reason: '–', status: page.status }, mark: WHOLE_BODY }
    : null;
}

/** Causes whose sentences name the path that was called; `route`: it may be another one of each interface. */
const named = (code: Explanation['code'], path: string): Explanation['values'] => {
  if (code === 'NOT_FOUND_PAGE') return { path };
  return ROUTE_NAMED.includes(code) ? { route: path } : {};
};
const ROUTE_NAMED: readonly Explanation['code'][] = ['METHOD_REFUSED', 'SLASH_MISSING', 'CSRF_PROTECTION'];

/** Words about a signature, and not about signing in: the interface itself refused, and no login in front of it. */
const SIGNATURE =
  /signature|\bsign(ing|ed|s)?\b(?![ -]?(in|up|on|out)\b)|签名|验签|hmac|auth_?token|access_?key|鉴权失败/i;

/** What a parser, a model or a validator says of a body and its members. */
const CONTENT =
  /\bjson\b|deseriali[sz]|unmarshal|unexpected (token|end)|invalid character|request size did not match|missing (field|parameter)|\b(field|parameter|member|property|body)\b[^\n]{0,80}\b(required|missing|present|invalid|expected)\b|参数|不能为空|校验/i;

function explainStatus(page: ResponsePage, isInterface: boolean): Pick<Explanation, 'code' | 'values'> {
  return {
    code: 'STATUS_NOT_200',
    values: { kind: statusKind(page, isInterface), status: page.status, seen: saidByPage(page) },
  };
}

/** `signature`, `own`: the interface answered by itself; `denied`, `rate`: somebody did who lets nothing through. */
function statusKind(
  { status, text, isHtml, json }: ResponsePage,
  isInterface: boolean,
): 'signature' | 'own' | 'denied' | 'rate' | 'server' | 'invalid' | 'client' | 'other' {
  const isDenied = status === 401 || status === 403;
  if (isInterface) return isDenied && Number(json?.resultCode) === 1 ? 'signature' : 'own';
  if (isDenied) return !isHtml && SIGNATURE.test(text.slice(0, 2_000)) ? 'signature' : 'denied';
  if (status === 429) return 'rate';
  if (status >= 500) return 'server';
  // Models and validators of frameworks answer what they miss or do not know, most of them in JSON.
  if ((status === 400 || status === 422) && (json !== null || CONTENT.test(text.slice(0, 2_000))))
    return 'invalid';
  return status >= 400 ? 'client' : 'other';
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

/** Addresses of a local network: nobody else is there. */
const PRIVATE = /^(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}$/;

/** Where a redirect leads tells why it is there. */
function redirectKind(
  url: string,
  location: string,
): 'nowhere' | 'filing' | 'private' | 'login' | 'host' | 'slash' | 'scheme' | 'path' {
  if (location === '' || !URL.canParse(url) || !URL.canParse(location, url)) return 'nowhere';
  if (isFilingRedirect(location)) return 'filing';
  const from = new URL(url);
  const to = new URL(location, url);
  if (PRIVATE.test(to.hostname) && to.hostname !== from.hostname) return 'private';
  if (isLoginAddress(`${to.hostname} ${to.pathname}${to.search}`)) return 'login';
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

function explainContentType({ headers }: CapturedResponse): Explanation[] {
  const at = headers.findIndex(([name]) => name.toLowerCase() === 'content-type');
  const contentType = headers[at]?.[1] ?? '';
  if (contentType.split(';')[0]?.trim().toLowerCase() === 'application/json') return [];
  const mark = at < 0 ? null : ({ part: 'response-head', offset: at, length: 1 } as const);
  return [{ code: 'CONTENT_TYPE_NOT_JSON', values: { contentType: oneLine(contentType) || '–' }, mark }];
}
