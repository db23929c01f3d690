import type { MessageDraft } from '@/lib/connection-tests/engine/item-result';
import type { RawHeader } from '@/lib/http/exchange';
import { KOOGALLERY_SUCCESS } from '@/lib/koogallery/koogallery-messages';
import type { AttemptRecord } from '@/lib/messages/message-record';
import { readableText } from '@/lib/messages/readable-text';
import { maskMessage, type ReadableAttempt } from '@/lib/messages/rules/mask-message';
import { toBase64 } from '@/lib/signing/encoding';
import { markProof } from './mark-proof';
import { wordsOfCheck, wordsOfExplanation } from './sentences';
import type { BodyReport, CallReport } from './test-report';

/** `isRevealed`: exchanges as they were. `keys` are in nothing that is shown, revealed or not. */
export type Showing = { isRevealed: boolean; keys: readonly string[] };

/** Purposes for which KooGallery has a debugging page. */
const DEBUGGED = new Set<MessageDraft['purpose']>(['CASE', 'FLOW', 'PROBE', 'POLL']);

/** The attempt with its bodies as texts, after content decoding. */
async function readable(attempt: AttemptRecord): Promise<ReadableAttempt> {
  const { url, requestHead, requestBody, responseHead, responseBody } = attempt;
  const { failure, checks, explanations } = attempt;
  const requestText = await readableText(requestBody, requestHead);
  const responseText = responseBody && (await readableText(responseBody, responseHead ?? []));
  return { url, requestHead, requestText, responseHead, responseText, failure, checks, explanations };
}

/** An attempt as it may be shown. */
export async function toReadableAttempt(
  attempt: AttemptRecord,
  { isRevealed }: Showing,
): Promise<ReadableAttempt> {
  const read = await readable(attempt);
  return isRevealed ? read : maskMessage(read);
}

/** A call with what was made of it, in sentences. */
export async function describeCall(draft: MessageDraft, showing: Showing): Promise<CallReport> {
  const { id, activity, purpose, caseName, attempt } = draft;
  const { startedAt, method, status, timing, isPassed, failureCode, resultCode } = attempt;
  const shown = await toReadableAttempt(attempt, showing);
  const { failure } = shown;
  const isJudged = DEBUGGED.has(purpose);
  const failed = shown.checks.find(({ state }) => state === 'fail');
  return {
    id,
    activity,
    purpose,
    label: caseName,
    startedAt: startedAt.toISOString(),
    isPassed,
    resultCode,
    failureCode,
    koogallery: isJudged ? (failed ? failed.message : KOOGALLERY_SUCCESS) : null,
    timing,
    request: {
      ...{ method, url: shown.url, headers: shown.requestHead },
      ...describeBody(shown.requestText, attempt.requestBody, showing),
    },
    response:
      status === null
        ? null
        : {
            ...{ status, headers: shown.responseHead ?? ([] satisfies RawHeader[]) },
            ...describeBody(shown.responseText, attempt.responseBody ?? new Uint8Array(), showing),
          },
    failure: failure && { code: failure.code, seen: failure.seen, addresses: failure.addresses },
    checks: shown.checks.map((check) => ({ ...check, ...wordsOfCheck(check) })),
    causes: shown.explanations.map((explanation) => ({
      ...explanation,
      ...wordsOfExplanation(explanation),
      proof: markProof(explanation.mark, shown, attempt),
    })),
  };
}

function describeBody(text: string | null, exact: Uint8Array, { isRevealed, keys }: Showing): BodyReport {
  const bytes = exact.byteLength;
  const buffer = Buffer.from(exact);
  // In base64 nobody would find a key again.
  const isShown = text === null && isRevealed && !keys.some((key) => buffer.includes(key));
  return { body: text, base64: isShown ? toBase64(exact) : null, bytes };
}
