import type { Exchange, RawHeader } from '@/lib/http/exchange';

type Page = { url?: string; status?: number; headers?: RawHeader[]; body?: string; at?: string };

/** A captured GET, as the crawl keeps it: an HTML page that answers 200 unless told otherwise. */
export function capturedPage({
  url = 'https://shop.test/',
  status = 200,
  headers = [],
  body = '',
  at = '2026-01-15',
}: Page): Exchange {
  const bytes = new TextEncoder().encode(body);
  return {
    startedAt: new Date(at),
    request: { method: 'GET', url, headers: [], body: new Uint8Array() },
    response: {
      status,
      statusText: '',
      httpVersion: '1.1',
      headers: [['Content-Type', 'text/html'], ...headers],
      body: bytes,
      decodedBody: bytes,
      isTruncated: false,
    },
    timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
    connection: { remoteAddress: '203.0.113.7', remotePort: 443, tls: null },
  };
}
