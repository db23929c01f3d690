import type { Worker } from 'node:worker_threads';
import { monotonicMs } from '@/lib/core/clock';
import type { FromThread, Host, ToThread } from './answer-calls';
import type { ThreadAnswer, ThreadFailure } from './open-thread';
import { START_LIMIT_MS, startThread, threadFailure } from './start-thread';
import { OCCUPANT, STRETCH } from './stretch-state';

/** An exported function that is handed its caller first. Its module is one of those that the thread was opened with. */
export type SharedTask<F extends (host: Host, ...args: never[]) => unknown> = {
  module: string;
  name: string;
  signature?: F;
};
type CallArguments<F> = F extends (host: Host, ...args: infer A) => unknown ? A : never;

/** What a called function may ask of its caller, by name. */
export type HostFunctions = Readonly<Record<string, (...args: never[]) => unknown>>;

export type CallOptions = {
  host?: HostFunctions;
  /** Ends the waiting at once, and the computing too where no other call is under way. */
  signal?: AbortSignal | undefined;
};

export type SharedThread = {
  call<F extends (host: Host, ...args: never[]) => unknown>(
    task: SharedTask<F>,
    args: CallArguments<F>,
    options?: CallOptions,
  ): Promise<ThreadAnswer<Awaited<ReturnType<F>>>>;
  close(): Promise<void>;
};

export type SharedThreadOptions = {
  memoryMb: number;
  /** Modules of all tasks, by their paths from the project's root; loaded before the first call. */
  modules: readonly string[];
  /** How long a call may compute without asking its caller for anything. */
  stretchLimitMs: number;
};

type Pending = {
  /** Another one in each thread, so that answers which are late for the old thread reach nobody. */
  id: number;
  message: Omit<Extract<ToThread, { kind: 'call' }>, 'id'>;
  host: HostFunctions;
  /** How often a thread was lost below it. */
  losses: number;
  settle(answer: ThreadAnswer<unknown>): void;
};

type Running = { worker: Worker; state: Int32Array; isReady: boolean; end(): void };

/** Who has lost so many threads below itself is no bystander. */
const MAX_LOSSES = 3;
const LOOKS_A_LIMIT = 10;

/**
 * One thread for many calls at a time, each of which may ask its caller for things. While a call waits for an answer the
 * others compute. The limit is for each stretch of computing: on a breach the thread is replaced, the call that computed
 * ends with the reason, and the others begin again in the new thread.
 */
export function openSharedThread({ memoryMb, modules, stretchLimitMs }: SharedThreadOptions): SharedThread {
  const pending = new Map<number, Pending>();
  const ending = new Set<Promise<unknown>>();
  let lastId = 0;
  let isClosed = false;
  let thread: Running | null = null;

  function send(call: Pending): void {
    try {
      thread?.worker.postMessage({ ...call.message, id: call.id } satisfies ToThread);
    } catch (error) {
      // An argument that cannot be copied.
      call.settle({ ok: false, reason: 'CRASHED', error });
    }
  }

  function start(): void {
    const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
    const worker = startThread(memoryMb, { answers: './answer-calls.ts', modules, shared });
    const starting = setTimeout(() => lose('TIMED_OUT'), START_LIMIT_MS).unref();
    let looking: NodeJS.Timeout | undefined;
    const own: Running = {
      worker,
      state: new Int32Array(shared),
      isReady: false,
      end: () => {
        clearTimeout(starting);
        clearInterval(looking);
        const ended = worker.terminate().finally(() => ending.delete(ended));
        ending.add(ended);
      },
    };
    thread = own;
    const isCurrent = () => thread === own;
    worker.ref();
    worker.on('message', (message: FromThread) => {
      if (!isCurrent()) return;
      if (message.kind !== 'ready') return hear(message);
      clearTimeout(starting);
      own.isReady = true;
      looking = setInterval(stretchWatch(own), Math.max(1, stretchLimitMs / LOOKS_A_LIMIT)).unref();
      for (const call of [...pending.values()]) send(call);
    });
    worker.on('error', (error) => isCurrent() && lose(threadFailure(error), error));
    worker.on('exit', () => isCurrent() && lose('CRASHED'));
  }

  function stretchWatch({ worker, state }: Running): () => void {
    let seen: number | null = null;
    let sinceMs = 0;
    return () => {
      if (pending.size === 0) {
        seen = null;
        return;
      }
      const stretch = Atomics.load(state, STRETCH);
      if (stretch !== seen) [seen, sinceMs] = [stretch, monotonicMs()];
      else if (monotonicMs() - sinceMs >= stretchLimitMs) return lose('TIMED_OUT');
      // An idle thread takes up the message at once, and so begins another stretch.
      worker.postMessage({ kind: 'ping' } satisfies ToThread);
    };
  }

  function hear(message: Exclude<FromThread, { kind: 'ready' }>): void {
    const call = pending.get(message.id);
    if (!call) return;
    if (message.kind === 'value') call.settle({ ok: true, value: message.value });
    else if (message.kind === 'thrown') call.settle({ ok: false, reason: 'CRASHED', error: message.error });
    else void answer(message, call.host);
  }

  async function answer(
    { id, askId, name, args }: Extract<FromThread, { kind: 'ask' }>,
    host: HostFunctions,
  ): Promise<void> {
    const post = (message: ToThread) => pending.has(id) && thread?.worker.postMessage(message);
    try {
      post({ kind: 'answer', id, askId, value: await host[name]?.(...(args as never[])) });
    } catch (error) {
      post({ kind: 'refusal', id, askId, error });
    }
  }

  /** Ends the thread and the call to blame, and lets the bystanders begin again. */
  function lose(reason: ThreadFailure, error?: unknown): void {
    const lost = thread;
    if (!lost) return;
    drop();
    const occupant = Atomics.load(lost.state, OCCUPANT);
    for (const call of [...pending.values()]) {
      call.losses += 1;
      if (call.id === occupant || !lost.isReady || call.losses >= MAX_LOSSES)
        call.settle({ ok: false, reason, ...(error === undefined ? {} : { error }) });
      else admit(call);
    }
    if (pending.size > 0) start();
  }

  function drop(): void {
    thread?.end();
    thread = null;
  }

  function admit(call: Pending): void {
    pending.delete(call.id);
    call.id = ++lastId;
    pending.set(call.id, call);
  }

  function call(
    { module, name }: SharedTask<never>,
    args: readonly unknown[],
    { host = {}, signal }: CallOptions = {},
  ): Promise<ThreadAnswer<unknown>> {
    if (isClosed || signal?.aborted) return Promise.resolve({ ok: false, reason: 'ABORTED' });
    return new Promise((resolve) => {
      const leave = () => {
        own.settle({ ok: false, reason: 'ABORTED' });
        // What it was computing must keep nobody waiting who comes later.
        if (pending.size === 0) drop();
      };
      const own: Pending = {
        id: 0,
        message: { kind: 'call', module, name, args },
        host,
        losses: 0,
        settle: (answered) => {
          signal?.removeEventListener('abort', leave);
          pending.delete(own.id);
          if (pending.size === 0) thread?.worker.unref();
          resolve(answered);
        },
      };
      signal?.addEventListener('abort', leave);
      admit(own);
      thread?.worker.ref();
      if (!thread) start();
      else if (thread.isReady) send(own);
    });
  }

  return {
    call: call as SharedThread['call'],
    close: async () => {
      isClosed = true;
      drop();
      for (const one of [...pending.values()]) one.settle({ ok: false, reason: 'ABORTED' });
      await Promise.all(ending);
    },
  };
}
