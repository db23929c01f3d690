import { newId } from '@/lib/core/ids';
import { decodeText } from '@/lib/http/body-text';
import { headerValue, type RawHeader } from '@/lib/http/exchange';
import { decodeContent } from '@/lib/http/read-response';
import { toText } from '@/lib/signing/encoding';
import { sealEvidence } from './evidence';
import type { AttemptRecord } from './message-record';
import { type MaskedAttempt, maskMessage } from './rules/mask-message';

/** As long as the longest body that is kept, so that compression hides nothing. */
const MAX_DECODED_BYTES = 1024 * 1024;

/** An attempt as it may be written: sealed for its row, and masked for readers. */
export type SealedAttempt = Pick<
  AttemptRecord,
  'startedAt' | 'method' | 'status' | 'timing' | 'isPassed' | 'failureCode' | 'resultCode'
> & {
  id: string;
  sealed: string;
  masked: MaskedAttempt;
  requestBytes: number;
  responseBytes: number | null;
  warningCount: number;
};

/** Seals one try. It takes time that no transaction should wait for: call it before one. */
export async function sealAttempt(attempt: AttemptRecord): Promise<SealedAttempt> {
  const { startedAt, method, status, timing, isPassed, failureCode, resultCode } = attempt;
  const id = newId(startedAt.getTime());
  const { url, requestHead, responseHead, failure, checks, explanations } = attempt;
  const masked = maskMessage({
    url,
    requestHead,
    requestText: await readableText(attempt.requestBody, requestHead),
    responseHead,
    responseText: attempt.responseBody && (await readableText(attempt.responseBody, responseHead ?? [])),
    failure,
    checks,
    explanations,
  });
  return {
    id,
    startedAt,
    method,
    status,
    timing,
    isPassed,
    failureCode,
    resultCode,
    masked,
    sealed: await sealEvidence(id, attempt),
    requestBytes: attempt.requestBody.byteLength,
    responseBytes: attempt.responseBody?.byteLength ?? null,
    warningCount: checks.filter(({ state }) => state === 'warn').length,
  };
}

/** A body as text, after content decoding; null for one that is no text in the charset it declares. */
async function readableText(body: Uint8Array, head: readonly RawHeader[]): Promise<string | null> {
  const coding = headerValue(head, 'content-encoding');
  const { bytes } = await decodeContent(
    { bytes: body, isTruncated: false },
    coding,
    MAX_DECODED_BYTES,
    new AbortController().signal,
  );
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
