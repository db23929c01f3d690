import { logFor } from '@/lib/config/log';
import type { ThreadFailure, ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import type { OpinionAnswer, readOpinion } from './read-opinion';
import type { OpinionProblem } from './rules/opinion-problem';

const READ: ThreadTask<typeof readOpinion> = { module: 'lib/opinions/read-opinion.ts', name: 'readOpinion' };
/** A report of the largest size takes a second on a slow machine. */
const TIME_LIMIT_MS = 15_000;
const WAIT_MS = 20_000;
const PROBLEMS: Record<ThreadFailure, OpinionProblem> = {
  TIMED_OUT: 'TOOK_TOO_LONG',
  OUT_OF_MEMORY: 'TOO_MUCH',
  CRASHED: 'UNREADABLE',
  ABORTED: 'BUSY',
  BUSY: 'BUSY',
};

/**
 * Reads an uploaded report in a thread, with limits of time and memory: the process that was sent it goes on.
 * @param signal ends the reading, for an upload whose sender has gone
 */
export async function readUploadedOpinion(
  bytes: Uint8Array,
  host: string,
  signal?: AbortSignal,
): Promise<OpinionAnswer> {
  const answer = await runInThread(READ, [bytes, host], {
    timeLimitMs: TIME_LIMIT_MS,
    waitMs: WAIT_MS,
    signal,
  });
  if (answer.ok) return answer.value;
  if (answer.reason === 'CRASHED')
    logFor('opinions').error({ err: answer.error }, 'a report could not be read');
  return { ok: false, reason: PROBLEMS[answer.reason], hosts: [] };
}
