import { newId } from '@/lib/core/ids';
import { sealEvidence } from '../evidence';
import type { AttemptRecord } from '../message-record';
import { readableText } from '../readable-text';
import { type MaskedAttempt, maskMessage } from '../rules/mask-message';

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

/**
 * Seals one try. It takes time that no transaction should wait for: call it before one.
 * @param secrets what the exchange does not name as secret and its maker knows to be: keys, plaintexts
 */
export async function sealAttempt(
  attempt: AttemptRecord,
  secrets: readonly string[] = [],
): Promise<SealedAttempt> {
  const { startedAt, method, status, timing, isPassed, failureCode, resultCode } = attempt;
  const id = newId(startedAt.getTime());
  const { url, requestHead, responseHead, failure, checks, explanations } = attempt;
  const requestText = await readableText(attempt.requestBody, requestHead);
  const responseText = attempt.responseBody && (await readableText(attempt.responseBody, responseHead ?? []));
  const masked = maskMessage(
    { url, requestHead, requestText, responseHead, responseText, failure, checks, explanations },
    secrets,
  );
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
