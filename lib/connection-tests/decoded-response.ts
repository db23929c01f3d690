import { headerValue } from '@/lib/http/exchange';
import { decodeContent } from '@/lib/http/read-response';
import type { AttemptRecord } from '@/lib/messages/message-record';

/** As long as the longest body that is kept. */
const MAX_BYTES = 1024 * 1024;

/** The body of a response after content decoding, as it was signed; null where none came. */
export async function decodedResponse({
  responseBody,
  responseHead,
}: Pick<AttemptRecord, 'responseBody' | 'responseHead'>): Promise<Uint8Array | null> {
  if (!responseBody) return null;
  const coding = headerValue(responseHead ?? [], 'content-encoding');
  const cut = { bytes: responseBody, isTruncated: false };
  return (await decodeContent(cut, coding, MAX_BYTES)).bytes;
}
