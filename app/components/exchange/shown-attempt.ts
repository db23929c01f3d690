import type { AttemptRecord, MaskedAttemptRecord } from '@/lib/messages/message-record';

/** A body as it may be shown: its bytes, or a masked text; null for one that is not text. */
export type ShownBody =
  | { kind: 'exact'; bytes: Uint8Array }
  | { kind: 'masked'; text: string | null; length: number };

/** An attempt as it may be shown to this reader: what masked and exact ones share, and the bodies of either. */
export type ShownAttempt = Pick<AttemptRecord, keyof AttemptRecord & keyof MaskedAttemptRecord> & {
  requestBody: ShownBody;
  responseBody: ShownBody | null;
};

export const maskedAttempt = (attempt: MaskedAttemptRecord): ShownAttempt => ({
  ...attempt,
  requestBody: { kind: 'masked', text: attempt.requestText, length: attempt.requestBytes },
  responseBody:
    attempt.responseBytes === null
      ? null
      : { kind: 'masked', text: attempt.responseText, length: attempt.responseBytes },
});

export const exactAttempt = (attempt: AttemptRecord): ShownAttempt => ({
  ...attempt,
  requestBody: { kind: 'exact', bytes: attempt.requestBody },
  responseBody: attempt.responseBody && { kind: 'exact', bytes: attempt.responseBody },
});

/** The body as it goes into a command; a masked one repeats nothing and shows the shape. */
export const bodyBytes = (body: ShownBody): Uint8Array =>
  body.kind === 'exact' ? body.bytes : new TextEncoder().encode(body.text ?? '');
