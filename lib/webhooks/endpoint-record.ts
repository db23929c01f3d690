import type { WebhookSubject } from './rules/webhook-subjects';

/** An endpoint as its owners see it: never with its secret. */
export type WebhookEndpoint = {
  id: string;
  organizationId: string;
  url: string;
  subjects: WebhookSubject[];
  failures: number;
  disabledAt: Date | null;
  disabledReason: 'FAILURES' | 'GONE' | 'BY_MEMBER' | null;
  previousUsableUntil: Date | null;
  version: number;
  createdAt: Date;
};

export type WebhookDelivery = {
  id: string;
  endpointId: string;
  kind: string;
  status: 'QUEUED' | 'DELIVERED' | 'FAILED';
  attempts: number;
  nextAttemptAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
};

export type WebhookAttempt = {
  number: number;
  at: Date;
  durationMs: number;
  requestHeaders: [name: string, value: string][];
  status: number | null;
  responseHeaders: [name: string, value: string][] | null;
  responseText: string | null;
  failure: string | null;
  seen: string | null;
};
