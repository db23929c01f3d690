import { type CapturedResponse, headerValue } from '@/lib/http/exchange';

/** What a browser does with the body: parse it as HTML or XML, run nothing of it, or never show it. */
type Rendering = 'html' | 'xml' | 'script' | 'none';

/** Beginnings that make a browser take an undeclared body for HTML (WHATWG MIME Sniffing, "Identifying a resource with an unknown MIME type"). */
const HTML_SIGNATURE =
  /^\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]|^\s*<!--/i;

/**
 * How a browser that navigates to this answer treats its body. A redirect's body is never shown, nor is a download;
 * `text/html` is HTML whatever the body looks like, an undeclared type is sniffed unless `nosniff` forbids it.
 */
export function predictRendering(response: CapturedResponse, text: string): Rendering {
  const { status, headers } = response;
  if ((status >= 300 && status < 400 && headerValue(headers, 'location') !== null) || status === 204)
    return 'none';
  if (/^\s*attachment/i.test(headerValue(headers, 'content-disposition') ?? '')) return 'none';
  const type = (headerValue(headers, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html') return 'html';
  if (type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml')) return 'xml';
  if (/^(?:text|application)\/(?:x-)?(?:java|ecma)script$/.test(type)) return 'script';
  const isUndeclared =
    !type.includes('/') || type === '*/*' || type === 'unknown/unknown' || type === 'application/unknown';
  const isSniffed = isUndeclared && !/nosniff/i.test(headerValue(headers, 'x-content-type-options') ?? '');
  return isSniffed && HTML_SIGNATURE.test(text) ? 'html' : 'none';
}
