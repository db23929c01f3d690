import type { NotRunReason } from '@/lib/connection-tests/rules/run-item';

/** Why a message cannot be sent again; a sentence each below `messages.restart.reason.<reason>`. */
export const RESTART_BLOCKERS = [
  'GONE',
  'NOT_A_CALL_OF_ITS_OWN',
  'SENT_TOO_OFTEN',
  // Another restart is to send it, or is sending it now.
  'UNDER_WAY',
  'SEALED',
  'UNDER_REVIEW',
  'PROTOCOL_CHANGED',
  'UNKNOWN_INTERFACE',
  'REQUEST_UNREADABLE',
  'FIELDS_UNREADABLE',
  'DECLARATION_CHANGED',
  'PRODUCTION_URL_UNUSABLE',
  'ACCESS_KEY_UNREADABLE',
  'KIT_KEY_MISSING',
  // Our own side failed for so long that nobody tries again.
  'INTERRUPTED',
] as const;
export type RestartBlocker = (typeof RESTART_BLOCKERS)[number];

/** Reasons of a run that can be reasons here. */
export const toRestartBlocker = (reason: NotRunReason): RestartBlocker =>
  RESTART_BLOCKERS.find((known) => known === reason) ?? 'DECLARATION_CHANGED';

export type RestartItem = {
  messageId: string;
  state: 'WAITING' | 'SENDING' | 'PASSED' | 'FAILED' | 'NOT_SENT';
  reason: RestartBlocker | null;
};

export type Restart = {
  id: string;
  organizationId: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** In the order asked for. */
  items: RestartItem[];
};
