import type { AreaGrade, Grade } from '@/lib/adversarial/grade';
import type { RunSection } from '@/lib/connection-tests/rules/run-item';
import type { RunTally } from '@/lib/connection-tests/rules/run-tally';
import type { UrlCheck } from '@/lib/connection-tests/rules/url-check';
import type { ExchangeTiming, OutboundFailure, RawHeader } from '@/lib/http/exchange';
import type { AppMessages } from '@/lib/i18n/app-messages';
import type { MessagePurpose, StoredCheck, StoredExplanation } from '@/lib/messages/message-record';
import type { ItemState } from '@/lib/response-checks/test-item';
import type { Cause } from './sentences';

/** Of `TestReport`: raised when a member changes its meaning or goes; new members may come at any time. */
export const REPORT_VERSION = 1;

/** `proof`: the place in the exchange that shows it, between `⟦` and `⟧`. */
export type CauseReport = StoredExplanation & Cause & { proof: string | null };
export type CheckReport = StoredCheck & { title: string; fix: string | null };
export type UrlCheckReport = Omit<UrlCheck, 'explanation'> & {
  title: string;
  fix: string | null;
  cause: CauseReport | null;
};

/** One half of an exchange; `body` is null where the bytes are not text, `base64` is there for those that are shown. */
export type BodyReport = { body: string | null; base64: string | null; bytes: number };

/** One call as it may be read: masked, unless it was asked for as it was. Instants as ISO 8601. */
export type CallReport = {
  id: string;
  activity: string;
  purpose: MessagePurpose;
  /** Which call of its item it is, in the words of who made it; empty where there is one. */
  label: string;
  startedAt: string;
  isPassed: boolean;
  resultCode: string | null;
  /** The first check that failed. */
  failureCode: string | null;
  /** What KooGallery's debugging page would say; null where it would say nothing. */
  koogallery: string | null;
  timing: ExchangeTiming;
  request: { method: string; url: string; headers: readonly RawHeader[] } & BodyReport;
  response: ({ status: number; headers: readonly RawHeader[] } & BodyReport) | null;
  failure: Pick<OutboundFailure, 'code' | 'seen' | 'addresses'> | null;
  checks: readonly CheckReport[];
  causes: readonly CauseReport[];
};

/** How a call can be made again. */
export type RepeatReport = {
  callId: string;
  label: string;
  /** Signs the request again with `$ACCESS_KEY`; null where signing it rightly would make another call of it. */
  script: string | null;
  curl: string;
  /** Values are masked in `curl`, which then shows the call and does not make it. */
  isCurlMasked: boolean;
};

export type ItemReport = {
  key: string;
  section: RunSection;
  activity: string;
  caseName: string;
  title: string;
  state: ItemState;
  /** Why it was not run. */
  reason: { code: string; sentence: string } | null;
  finding: { code: string; values: Readonly<Record<string, string | number>>; sentence: string } | null;
  koogallery: string | null;
  causes: readonly CauseReport[];
  /** Of the adversarial suite. */
  test: { question: string; why: string; advice: string } | null;
  /** All calls together; they may have overlapped. */
  callsMs: number;
  calls: readonly CallReport[];
  repeat: readonly RepeatReport[];
};

export type DiagnosisReport = {
  stage: keyof AppMessages['test-command']['stage'];
  isWarning: boolean;
  /** Keys of the items that it affected. */
  items: readonly string[];
  code: string;
  title: string;
  detail: string;
  fix: string;
  snippet: string | null;
};

export type GradeReport = AreaGrade & { sentence: string | null; rule: string };

/** What `preflight test --json` writes. */
export type TestReport = {
  format: 'preflight-test';
  version: typeof REPORT_VERSION;
  startedAt: string;
  endedAt: string;
  seller: {
    url: string;
    protocol: 'V2.0' | 'V1.0';
    productKind: 'COMMON' | 'JOINT_OPERATIONS';
    billingModes: readonly string[];
    isTestFlagged: boolean;
  };
  isRevealed: boolean;
  verdict: 'passed' | 'failed' | 'incomplete';
  sentence: string;
  /** Null where it was not proved. */
  productionUrl: { checkedAt: string; checks: readonly UrlCheckReport[] } | null;
  tally: RunTally;
  /** Null where the adversarial suite was not asked for. */
  grades: {
    security: GradeReport;
    robustness: GradeReport;
    overall: Grade | null;
  } | null;
  /** What to fix, in this order. */
  diagnoses: readonly DiagnosisReport[];
  items: readonly ItemReport[];
};
