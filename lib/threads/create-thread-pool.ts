import {
  type AnyFunction,
  type AskOptions,
  openThread,
  type Thread,
  type ThreadAnswer,
  type ThreadTask,
} from './open-thread';

export type PoolAskOptions = AskOptions & {
  /** How long a free thread is waited for; the answer is BUSY then. */
  waitMs?: number;
};

export type ThreadPool = {
  run<F extends AnyFunction>(
    task: ThreadTask<F>,
    args: Parameters<F>,
    options: PoolAskOptions,
  ): Promise<ThreadAnswer<Awaited<ReturnType<F>>>>;
  close(): Promise<void>;
};

type Slot = { thread: Thread; isTaken: boolean; idle?: NodeJS.Timeout };
type Waiting = { take(slot: Slot | null): void };

const WAIT_MS = 10_000;

/**
 * A few warm threads that answer calls which know nothing of each other. Who comes when all are taken waits in a queue
 * of `queueMaximum`; who comes later still, and who has waited too long, is told that it is busy.
 */
export function createThreadPool(options: {
  size: number;
  queueMaximum: number;
  memoryMb: number;
  /** After so long without a call a thread is closed. */
  idleMs: number;
}): ThreadPool {
  const newThread = () => openThread({ memoryMb: options.memoryMb });
  const slots: Slot[] = Array.from({ length: options.size }, () => ({
    thread: newThread(),
    isTaken: false,
  }));
  const queue: Waiting[] = [];

  function take(slot: Slot): Slot {
    clearTimeout(slot.idle);
    slot.isTaken = true;
    return slot;
  }

  function give(slot: Slot): void {
    const next = queue.shift();
    if (next) {
      next.take(slot);
      return;
    }
    slot.isTaken = false;
    slot.idle = setTimeout(() => {
      void slot.thread.close();
      slot.thread = newThread();
    }, options.idleMs).unref();
  }

  function wait(waitMs: number, signal: AbortSignal | undefined): Promise<Slot | null> {
    if (queue.length >= options.queueMaximum) return Promise.resolve(null);
    return new Promise((resolve) => {
      const waiting: Waiting = {
        take: (slot) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
      };
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1);
        waiting.take(null);
      };
      const timer = setTimeout(leave, waitMs);
      signal?.addEventListener('abort', leave);
      queue.push(waiting);
    });
  }

  return {
    run: async (task, args, { waitMs = WAIT_MS, ...asked }) => {
      if (asked.signal?.aborted) return { ok: false, reason: 'ABORTED' };
      // The thread that worked last is warm.
      const free =
        slots.find(({ isTaken, idle }) => !isTaken && idle) ?? slots.find(({ isTaken }) => !isTaken);
      const slot = free ? take(free) : await wait(waitMs, asked.signal);
      if (slot === null) return { ok: false, reason: asked.signal?.aborted ? 'ABORTED' : 'BUSY' };
      try {
        return await slot.thread.ask(task, args, asked);
      } finally {
        give(slot);
      }
    },
    close: async () => {
      for (const waiting of queue.splice(0)) waiting.take(null);
      for (const slot of slots) clearTimeout(slot.idle);
      await Promise.all(slots.map(({ thread }) => thread.close()));
    },
  };
}
