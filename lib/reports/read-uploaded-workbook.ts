import { logFor } from '@/lib/config/log';
import type { ThreadFailure, ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import type { readWorkbook, WorkbookReading } from './read-workbook';
import type { FileProblem } from './rules/file-problem';
import type { ReportContent } from './rules/report-content';

const READ: ThreadTask<typeof readWorkbook> = {
  module: 'lib/reports/read-workbook.ts',
  name: 'readWorkbook',
};
/** A report of five thousand findings takes two seconds on a slow machine. */
const TIME_LIMIT_MS = 30_000;
const WAIT_MS = 20_000;
const REFUSALS: Record<ThreadFailure, FileProblem> = {
  TIMED_OUT: 'TOOK_TOO_LONG',
  OUT_OF_MEMORY: 'TOO_LARGE_INSIDE',
  CRASHED: 'UNREADABLE',
  ABORTED: 'BUSY',
  BUSY: 'BUSY',
};

/**
 * Reads an uploaded workbook in a thread, with limits of time and memory: the process that was sent it goes on.
 * @param signal ends the reading, for an upload whose sender has gone
 */
export async function readUploadedWorkbook(
  bytes: Uint8Array,
  content: ReportContent,
  signal?: AbortSignal,
): Promise<WorkbookReading> {
  const answer = await runInThread(READ, [bytes, content], {
    timeLimitMs: TIME_LIMIT_MS,
    waitMs: WAIT_MS,
    signal,
  });
  if (answer.ok) return answer.value;
  if (answer.reason === 'CRASHED')
    logFor('reports').error({ err: answer.error }, 'a workbook could not be read');
  return { ok: false, reason: REFUSALS[answer.reason] };
}
