import type { PlatformScope, TxContext } from '@/lib/auth/actor';
import type { LongJob } from './rules/job-payloads';
import type { ExecutionWatch } from './watch-execution';

/** One execution's right to work at a row: nobody else writes it until it is given back, over or lost. */
export type Lease = { job: LongJob; id: string; workerId: string };

/**
 * How a room declares work that takes minutes: what it is, and what of its row is the room's. `run-long-work.ts` takes
 * it, keeps it alive and ends it; `recover-long-work.ts` finds it when its worker is gone. Every step is called with
 * the row held, in a transaction that also writes the lease.
 */
export type LongWork<Work, End> = {
  job: LongJob;
  read(context: TxContext, scope: PlatformScope, id: string): Promise<Work>;
  /** Notes that an execution begins. */
  begin?(context: TxContext, scope: PlatformScope, work: Work): Promise<void>;
  /** Notes that nobody works at it for now. */
  returned?(context: TxContext, scope: PlatformScope, id: string): Promise<void>;
  /** Somebody asked it to stop before anybody began: then nothing is done. */
  isCancelled(work: Work): boolean;
  /** How it ends that was stopped, or that lost its worker so often that nobody tries again. */
  chooseEnd(context: TxContext, work: Work, cause: 'CANCELLED' | 'WORKER_LOST'): End;
  /** Writes the end, with history and what follows from it. */
  finish(context: TxContext, scope: PlatformScope, work: Work, end: End): Promise<void>;
  /** Where an index allows one at a time: when it is tried again that found its place taken. */
  retryTakenMs?: number;
};

/** What work is given while it lasts. */
export type Execution = Pick<ExecutionWatch, 'signal' | 'cause'> & {
  lease: Lease;
  /** What is written with every heartbeat besides; one that fails is made up for by the next, and holds nothing up. */
  onBeat(write: () => Promise<void>): void;
  /**
   * Writes in a transaction, the row held, and outlasts an outage of the database.
   * @returns false, with nothing written, when the work is somebody else's by now
   */
  whileLeased(write: (context: TxContext) => Promise<void>): Promise<boolean>;
};
