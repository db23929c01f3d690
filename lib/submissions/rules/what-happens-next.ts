import type { SubmissionStatus } from '@/lib/assets/schemas';
import { eventsFrom, type SubmissionEvent } from './lifecycle';

/** Whose turn it is, until when, and what the seller can do meanwhile: the block at the top of every open item. */
export type WhatHappensNext = {
  turn: 'seller' | 'system' | 'reviewer' | 'nobody';
  /** Message key below `submissions.next`. */
  message: 'makeReady' | 'submit' | 'scanning' | 'reviewing' | 'rejected' | 'approved';
  deadlineAt: Date | null;
  sellerEvents: readonly SubmissionEvent[];
};

const TURN = {
  DRAFT: 'seller',
  SCANNING: 'system',
  REVIEWING: 'reviewer',
  REJECTED: 'seller',
  APPROVED: 'nobody',
} as const;

export function whatHappensNext(
  status: SubmissionStatus,
  isReady: boolean,
  deadlineAt: Date | null,
): WhatHappensNext {
  const message = {
    DRAFT: isReady ? ('submit' as const) : ('makeReady' as const),
    SCANNING: 'scanning' as const,
    REVIEWING: 'reviewing' as const,
    REJECTED: 'rejected' as const,
    APPROVED: 'approved' as const,
  }[status];
  return {
    turn: TURN[status],
    message,
    deadlineAt: status === 'REVIEWING' ? deadlineAt : null,
    sellerEvents: eventsFrom(status)
      .filter(({ by }) => by.kind === 'member')
      .map(({ event }) => event),
  };
}
