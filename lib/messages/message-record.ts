import type { ExchangeTiming, OutboundFailure, RawHeader } from '@/lib/http/exchange';

/** Why a call was made. `DIAGNOSIS`: to find out what a seller that refuses a correct signature calculates. */
export const MESSAGE_PURPOSES = ['CASE', 'FLOW', 'ADVERSARIAL', 'POLL', 'DIAGNOSIS', 'PROBE'] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];

/** One line of the verdict on an attempt, as the room that made the call judged it. */
export type StoredCheck = {
  code: string;
  state: 'pass' | 'fail' | 'warn' | 'not-run';
  field: string | null;
  expected: string | null;
  seen: string | null;
  message: string | null;
};

/** What was found to be the cause, as the room that made the call explained it. */
export type StoredExplanation = {
  code: string;
  values: Readonly<Record<string, string | number>>;
  mark: { part: string; offset?: number; length?: number } | null;
};

/** One try, byte-exact. */
export type AttemptRecord = {
  startedAt: Date;
  method: string;
  url: string;
  requestHead: readonly RawHeader[];
  requestBody: Uint8Array;
  status: number | null;
  responseHead: readonly RawHeader[] | null;
  /** After transfer decoding, before content decoding, cut at the cap. */
  responseBody: Uint8Array | null;
  failure: OutboundFailure | null;
  timing: ExchangeTiming;
  checks: readonly StoredCheck[];
  explanations: readonly StoredExplanation[];
  isPassed: boolean;
  failureCode: string | null;
  resultCode: string | null;
};

/** One logical call; its result is that of its newest attempt. */
export type NewMessage = {
  id: string;
  assetId: string;
  /** Null for a restart outside a run. */
  runId: string | null;
  protocol: 'V2.0' | 'V1.0';
  /** `newInstance`, or the last part of a kit path (`tenantSync`). */
  activity: string;
  /** The saved case's name; empty for an interface's own case and for everything that is not a case. */
  caseName: string;
  purpose: MessagePurpose;
  createdAt: Date;
  attempt: AttemptRecord;
};

/** A kept message without its exchange; its result is that of its newest attempt. */
export type MessageHead = Omit<NewMessage, 'attempt'> & {
  isPassed: boolean;
  failureCode: string | null;
  resultCode: string | null;
  status: number | null;
  totalMs: number;
  warningCount: number;
  attemptCount: number;
  lastAttemptAt: Date;
};

/** A kept message with its newest attempt byte-exact; null where the key that sealed it is gone. */
export type OpenedMessage = MessageHead & { attempt: AttemptRecord | null };

/** What a list says about a call. */
export type MessageSummary = Pick<
  MessageHead,
  'id' | 'failureCode' | 'resultCode' | 'totalMs' | 'warningCount' | 'attemptCount' | 'lastAttemptAt'
>;

/** One try as anybody who sees the log may read it. */
export type MaskedAttemptRecord = Pick<
  AttemptRecord,
  | 'startedAt'
  | 'method'
  | 'url'
  | 'requestHead'
  | 'status'
  | 'responseHead'
  | 'failure'
  | 'timing'
  | 'checks'
  | 'explanations'
  | 'isPassed'
  | 'failureCode'
  | 'resultCode'
> & {
  id: string;
  sequence: number;
  /** Null for a body that is not text. */
  requestText: string | null;
  responseText: string | null;
  requestBytes: number;
  /** Null where no response came. */
  responseBytes: number | null;
};

/** A kept message with its newest attempt, masked. */
export type MaskedMessage = MessageHead & { attempt: MaskedAttemptRecord };
