import { headerValue } from '@/lib/http/exchange';
import type { AttemptRecord, StoredExplanation } from '@/lib/messages/message-record';
import type { ReadableAttempt } from '@/lib/messages/rules/mask-message';
import { markExcerpt } from '@/lib/response-checks/mark-excerpt';

/** Stand around what is marked; neither occurs in JSON outside a text. */
const MARKS = ['⟦', '⟧'] as const;

/**
 * The stretch of an exchange that proves a cause, as it may be shown, with the proof between `⟦` and `⟧`; null where
 * the cause has no such place, or masking moved it.
 */
export function markProof(
  mark: StoredExplanation['mark'],
  shown: ReadableAttempt,
  exact: AttemptRecord,
): string | null {
  if (mark?.offset === undefined) return null;
  const { part, offset, length = 0 } = mark;
  if (part === 'response-head') {
    const lines = (shown.responseHead ?? []).slice(offset, offset + Math.max(1, length));
    return lines.length === 0 ? null : lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  }
  const isRequest = part === 'request-body';
  const text = isRequest ? shown.requestText : shown.responseText;
  const bytes = isRequest ? exact.requestBody : exact.responseBody;
  const head = isRequest ? exact.requestHead : (exact.responseHead ?? []);
  // The mark counts decoded bytes; what is kept is not decoded.
  if (text === null || !bytes || headerValue(head, 'content-encoding') !== null) return null;
  const found = markExcerpt(text, bytes, { offset, length });
  if (!found) return null;
  const { from, to, isCutBefore, isCutAfter } = found;
  const [open, close] = MARKS;
  const marked = `${found.text.slice(0, from)}${open}${found.text.slice(from, to)}${close}${found.text.slice(to)}`;
  return `${isCutBefore ? '…' : ''}${marked}${isCutAfter ? '…' : ''}`;
}
