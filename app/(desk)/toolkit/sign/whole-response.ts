import { toText } from '@/lib/signing/encoding';
import type { RawHeaders } from '@/lib/signing/profiles/v1-body-sign';

/** Headers as they are sent, one per line. */
export const headerLines = (headers: RawHeaders): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n');

/** The answer whole, as curl --include shows it; null where its body is not text. */
export function wholeResponse(headers: RawHeaders, body: Uint8Array): string | null {
  const text = toText(body);
  const all: RawHeaders = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
    ...headers,
  ];
  return text === null ? null : `HTTP/1.1 200 OK\n${headerLines(all)}\n\n${text}`;
}
