import { decodeText } from '@/lib/http/decoded-body-text';
import { headerValue, type RawHeader } from '@/lib/http/exchange';
import { decodeContent } from '@/lib/http/read-response';
import { toText } from '@/lib/signing/encoding';

/** As long as the longest body that is kept, so that compression hides nothing. */
const MAX_DECODED_BYTES = 1024 * 1024;

/** A body as text, after content decoding; null for one that is not text in the charset it declares. */
export async function readableText(body: Uint8Array, head: readonly RawHeader[]): Promise<string | null> {
  const coding = headerValue(head, 'content-encoding');
  const { bytes } = await decodeContent({ bytes: body, isTruncated: false }, coding, MAX_DECODED_BYTES);
  const text = toText(bytes) ?? decodeText({ headers: head, decodedBody: bytes }).text;
  return isReadable(text) ? text : null;
}

/** Whether nearly every character means something to a reader. */
function isReadable(text: string): boolean {
  if (text.includes('\0')) return false;
  const strange = text.length - text.replace(/[\p{Cc}\ufffd]/gu, '').length;
  const spaces = text.length - text.replace(/[\t\r\n\f]/g, '').length;
  return (strange - spaces) * 20 <= text.length;
}
