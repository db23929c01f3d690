import { openEvidence } from './evidence';
import type { AttemptRecord, MaskedAttemptRecord, OpenedMessage } from './message-record';
import type { SealedRow } from './store';

/** The message with its exchange as it was; without, where the key that sealed it is gone. */
export async function openMessage({ head, attempt }: SealedRow): Promise<OpenedMessage> {
  return { ...head, attempt: await openAttempt(attempt.masked, attempt.sealed) };
}

/** An attempt as it was; null where it cannot be opened. */
export async function openAttempt(
  masked: MaskedAttemptRecord,
  sealed: string,
): Promise<AttemptRecord | null> {
  const opened = await openEvidence(masked.id, sealed);
  if (!opened.ok) return null;
  const { startedAt, status, timing, isPassed, failureCode, resultCode } = masked;
  return { ...opened.evidence, startedAt, status, timing, isPassed, failureCode, resultCode };
}
