import type { CapturedRequest } from '@/lib/http/exchange';
import { decodeQuery, type JsonObject, readQuery } from '@/lib/signing/canonical';
import { toText } from '@/lib/signing/encoding';

/** JSON of exact bytes: a byte order mark makes it unreadable, as it does in Java. Undefined when it is none. */
export function parseBody(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(toText(bytes) ?? '');
  } catch {
    return undefined;
  }
}

/** A response's body as an object; null when it is none. */
export function parseJsonObject(bytes: Uint8Array): JsonObject | null {
  const value = parseBody(bytes);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** What a call asked: the members of its JSON body, or the parameters of its query in V1.0; null when neither. */
export function sentMembers({ method, url, body }: CapturedRequest): JsonObject | null {
  if (body.length > 0) return parseJsonObject(body);
  return method === 'GET' ? Object.fromEntries(decodeQuery(readQuery(url))) : null;
}
