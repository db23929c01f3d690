import { type CapturedResponse, headerValue } from '@/lib/http/exchange';

/** The coding that a response declares, in lower case; empty where it declares none. */
export function declaredCoding({ headers }: Pick<CapturedResponse, 'headers'>): string {
  const coding = (headerValue(headers, 'content-encoding') ?? '').trim().toLowerCase();
  return coding === 'identity' ? '' : coding;
}

/** Whether the first bytes are those of gzip (RFC 1952 §2.3.1). */
export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b;

/** Whether a response declares a coding that its bytes do not have: a client that believes it cannot read them. */
export function isCodingFalse(response: CapturedResponse): boolean {
  const { body, decodedBody } = response;
  const coding = declaredCoding(response);
  if (coding === '' || body.length === 0) return false;
  if (coding === 'gzip' || coding === 'x-gzip') return !isGzip(body);
  return body.length === decodedBody.length && body.every((byte, at) => byte === decodedBody[at]);
}
