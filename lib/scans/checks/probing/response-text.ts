import { type CapturedResponse, headerValue } from '@/lib/http/exchange';

const CHARSET = /charset\s*=\s*["']?([\w.:-]+)/i;
const META_BYTES = 1_024;

/** What a browser does with the body: parse it as HTML or XML, run nothing of it, or never show it. */
export type Rendering = 'html' | 'xml' | 'script' | 'none';

function decoderFor(label: string | undefined): TextDecoder {
  try {
    return new TextDecoder(label ?? 'utf-8');
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** The decoded body as text: charset of the header, else of the first meta element, else UTF-8; never throws. */
export function responseText(response: CapturedResponse): string {
  const declared = CHARSET.exec(headerValue(response.headers, 'content-type') ?? '')?.[1];
  if (declared) return decoderFor(declared).decode(response.decodedBody);
  const head = Buffer.from(response.decodedBody.subarray(0, META_BYTES)).toString('latin1');
  const meta = /<meta[^>]+charset/i.test(head) ? CHARSET.exec(head)?.[1] : undefined;
  return decoderFor(meta).decode(response.decodedBody);
}

/** Beginnings that make a browser take an undeclared body for HTML (WHATWG MIME Sniffing, "Identifying a resource with an unknown MIME type"). */
const HTML_SIGNATURE =
  /^\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]|^\s*<!--/i;

/**
 * How a browser that navigates to this answer treats its body. A redirect's body is never shown, nor is a download;
 * `text/html` is HTML whatever the body looks like, an undeclared type is sniffed unless `nosniff` forbids it.
 */
export function renderingOf(response: CapturedResponse, text: string): Rendering {
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
