import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { RawHeader } from '@/lib/http/exchange';
import type { MaskedMessage, StoredExplanation } from '@/lib/messages/message-record';
import { requireMessage } from '@/lib/messages/require-message';
import { type MarkExcerpt, markExcerpt } from '@/lib/response-checks/mark-excerpt';
import { decodedResponse } from './decoded-response';

/**
 * Where the proof of each explanation is in the bodies as they are shown, masked. The exact bytes are read to find
 * the place, and not given away.
 * @returns one for each explanation, in their order; null where there is no place to show
 */
export async function findMarks(
  db: Database,
  scope: OrganizationScope,
  { id, attempt }: MaskedMessage,
): Promise<(MarkExcerpt | null)[]> {
  const isInBody = ({ mark }: StoredExplanation) => mark?.offset !== undefined && /-body$/.test(mark.part);
  const needsExact = attempt.explanations.some(isInBody);
  const exact = needsExact ? (await requireMessage(db, scope, id)).attempt : null;
  return Promise.all(
    attempt.explanations.map(async ({ mark }) => {
      if (mark?.part === 'response-head') return headExcerpt(attempt.responseHead ?? [], mark);
      const isRequest = mark?.part === 'request-body';
      const masked = isRequest ? attempt.requestText : attempt.responseText;
      if (!exact || masked === null || mark?.offset === undefined) return null;
      const body = isRequest ? exact.requestBody : await decodedResponse(exact);
      return body && markExcerpt(masked, body, { offset: mark.offset, length: mark.length ?? 0 });
    }),
  );
}

/** The marked headers as they came, masked; null for a status line, which has no place among them. */
function headExcerpt(
  head: readonly RawHeader[],
  { offset, length = 1 }: { offset?: number; length?: number },
): MarkExcerpt | null {
  if (offset === undefined) return null;
  const text = head
    .slice(offset, offset + length)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  return text === '' ? null : { text, from: 0, to: text.length, isCutBefore: false, isCutAfter: false };
}
