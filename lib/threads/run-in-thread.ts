import { createThreadPool, type PoolAskOptions, type ThreadPool } from './create-thread-pool';
import type { AnyFunction, ThreadAnswer, ThreadTask } from './open-thread';

/** Reading is short and rare: two at once leave the processors to requests. */
const SIZE = 2;
/** More who wait than this would only time out together. */
const QUEUE_MAXIMUM = 16;
const MEMORY_MB = 256;
/** A warm thread answers half a second sooner and holds some 40 MB. */
const IDLE_MS = 5 * 60_000;

// Bundles of pages each hold their own copy of this module: one pool a process, whoever asks.
const holder = globalThis as typeof globalThis & { preflightThreads?: ThreadPool };

/**
 * Calls an exported function in one of the process's few threads, with limits of time and memory.
 * @returns its value, or why there is none
 */
export function runInThread<F extends AnyFunction>(
  task: ThreadTask<F>,
  args: Parameters<F>,
  options: PoolAskOptions,
): Promise<ThreadAnswer<Awaited<ReturnType<F>>>> {
  holder.preflightThreads ??= createThreadPool({
    size: SIZE,
    queueMaximum: QUEUE_MAXIMUM,
    memoryMb: MEMORY_MB,
    idleMs: IDLE_MS,
  });
  return holder.preflightThreads.run(task, args, options);
}
