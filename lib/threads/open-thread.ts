import type { Worker } from 'node:worker_threads';
import type { ThreadReply, ThreadRequest } from './answer-requests';
import { START_LIMIT_MS, startThread, threadFailure } from './start-thread';

export type AnyFunction = (...args: never[]) => unknown;
/** An exported function of a module, by its path from the project's root. The type argument is its signature. */
export type ThreadTask<F extends AnyFunction> = { module: string; name: string; signature?: F };

/**
 * Why a thread gives no value. TIMED_OUT and OUT_OF_MEMORY: the limits. CRASHED: the function threw, or the thread ended
 * by itself. ABORTED: the caller's signal. BUSY: no thread was free in time (pools only).
 */
export type ThreadFailure = 'TIMED_OUT' | 'OUT_OF_MEMORY' | 'CRASHED' | 'ABORTED' | 'BUSY';
export type ThreadAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; reason: ThreadFailure /** What was thrown, for the log. */; error?: unknown };

export type AskOptions = {
  /** Of the function alone; starting a thread and loading a module have a limit of their own. */
  timeLimitMs: number;
  /** Ends the work, not only the waiting for it. */
  signal?: AbortSignal | undefined;
  /** Buffers among the arguments that move to the thread instead of being copied; the caller loses them. */
  transfer?: readonly ArrayBuffer[];
};

export type Thread = {
  /** Calls the function in the thread; one call runs at a time, in the order of asking. */
  ask<F extends AnyFunction>(
    task: ThreadTask<F>,
    args: Parameters<F>,
    options: AskOptions,
  ): Promise<ThreadAnswer<Awaited<ReturnType<F>>>>;
  /** Ends the thread and whatever runs in it, which answers ABORTED. */
  close(): Promise<void>;
};

type Call = { module: string; name: string; args: readonly unknown[] };
export type ThreadOptions = {
  /** Heap of the thread; buffers are not counted, so a reader has to limit them by itself. */
  memoryMb: number;
  /** Called in every new thread before anything else, so that a replacement knows what the killed one was told. */
  opening?: Call;
};

/**
 * A thread that answers calls. It starts with the first call, is killed when a call exceeds a limit, and is replaced
 * with the next one. It gets a copy of what it is told and nothing of the process's environment. A thread without work
 * keeps no process alive.
 */
export function openThread({ memoryMb, opening }: ThreadOptions): Thread {
  let worker: Worker | null = null;
  let lastId = 0;
  let ended: Promise<unknown> = Promise.resolve();
  let queue: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const kill = () => {
    if (worker) ended = worker.terminate();
    worker = null;
  };

  function start(): Worker {
    const started = startThread(memoryMb, { answers: './answer-requests.ts' });
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  }

  function exchange(on: Worker, call: Call, options: AskOptions): Promise<ThreadAnswer<unknown>> {
    const id = ++lastId;
    const { signal, timeLimitMs, transfer = [] } = options;
    return new Promise((resolve) => {
      // First, because it throws where an argument cannot be copied.
      on.postMessage({ id, ...call } satisfies ThreadRequest, [...transfer]);
      let timer = setTimeout(() => fail('TIMED_OUT'), START_LIMIT_MS);
      const settle = (answer: ThreadAnswer<unknown>) => {
        clearTimeout(timer);
        on.off('message', heard).off('error', broke).off('exit', exited).unref();
        for (const one of [signal, closing.signal]) one?.removeEventListener('abort', aborted);
        resolve(answer);
      };
      const fail = (reason: ThreadFailure, error?: unknown) => {
        kill();
        settle({ ok: false, reason, ...(error === undefined ? {} : { error }) });
      };
      const heard = (reply: ThreadReply) => {
        if (reply.id !== id) return;
        if (reply.kind === 'value') settle({ ok: true, value: reply.value });
        else if (reply.kind === 'thrown') settle({ ok: false, reason: 'CRASHED', error: reply.error });
        else {
          clearTimeout(timer);
          timer = setTimeout(() => fail('TIMED_OUT'), timeLimitMs);
        }
      };
      const broke = (error: Error) => fail(threadFailure(error), error);
      const exited = () => fail('CRASHED');
      const aborted = () => fail('ABORTED');
      on.on('message', heard).on('error', broke).on('exit', exited).ref();
      for (const one of [signal, closing.signal]) one?.addEventListener('abort', aborted);
    });
  }

  async function run(call: Call, options: AskOptions): Promise<ThreadAnswer<unknown>> {
    await ended;
    const isAborted = () => options.signal?.aborted || closing.signal.aborted;
    if (isAborted()) return { ok: false, reason: 'ABORTED' };
    if (worker === null) {
      worker = start();
      const { signal } = options;
      const opened = opening && (await exchange(worker, opening, { timeLimitMs: START_LIMIT_MS, signal }));
      if (opened && !opened.ok) {
        kill();
        return opened;
      }
    }
    return exchange(worker, call, options);
  }

  return {
    ask: <F extends AnyFunction>(
      { module, name }: ThreadTask<F>,
      args: Parameters<F>,
      options: AskOptions,
    ) => {
      const answer = queue.then(() => run({ module, name, args }, options));
      queue = answer.catch(() => {});
      return answer as Promise<ThreadAnswer<Awaited<ReturnType<F>>>>;
    },
    close: async () => {
      closing.abort();
      await queue;
      kill();
      await ended;
    },
  };
}
