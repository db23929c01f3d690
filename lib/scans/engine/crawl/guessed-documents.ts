import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { parseApiDocument } from './api/api-documents';

/** Where documents about a site usually are, below the path that is scanned. */
export const GUESSED_PATHS = [
  'robots.txt',
  'sitemap.xml',
  'openapi.json',
  'openapi.yaml',
  'openapi.yml',
  'swagger.json',
  'swagger.yaml',
  'v2/api-docs',
  'v3/api-docs',
  'api-docs',
  'swagger/v1/swagger.json',
] as const;

/**
 * Whether the answer to a guessed address is what was guessed. A site that answers every address with a page says
 * nothing by that page, and its links lead in circles.
 */
export function isAsGuessed(exchange: Exchange): boolean {
  const { status, headers } = exchange.response;
  if (status < 200 || status >= 300) return false;
  const type = (headerValue(headers, 'content-type') ?? '').toLowerCase();
  const text = decodedBodyText(exchange);
  const start = text.slice(0, 500).trimStart();
  const { pathname } = new URL(exchange.request.url);
  if (pathname.endsWith('.txt')) return !/html/.test(type) && !start.startsWith('<');
  if (pathname.endsWith('.xml'))
    return /^<\?xml|^<(?:urlset|sitemapindex)/i.test(start) && !/<html/i.test(start);
  return parseApiDocument(text) !== null;
}
