import path from 'node:path';
import type { Worker } from 'node:worker_threads';

// Asked for at run time: a bundler that sees `new Worker` would try to bundle what the thread runs.
const threads = () => process.getBuiltinModule('node:worker_threads');

/** Starting and loading are ours, not a stranger's: only a machine in trouble takes this long. */
export const START_LIMIT_MS = 60_000;
const ENTRY = 'lib/threads/thread-entry.mjs';

/** What a thread is started with; `answers` is the module beside the entry that listens to the messages. */
export type ThreadStart = { answers: './answer-requests.ts' | './answer-calls.ts' } & Record<string, unknown>;

/**
 * Starts a thread that knows nothing of the process's environment and keeps no process alive.
 * @param memoryMb heap; buffers lie outside it
 */
export function startThread(memoryMb: number, workerData: ThreadStart): Worker {
  const started = new (threads().Worker)(path.join(process.cwd(), ENTRY), {
    env: {},
    execArgv: [],
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
  });
  started.unref();
  // When nobody else listens, an unheard error would end the process.
  started.on('error', () => {});
  return started;
}

/** What an error event of a thread means. */
export const threadFailure = (error: Error): 'OUT_OF_MEMORY' | 'CRASHED' =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'CRASHED';
