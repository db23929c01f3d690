import { MINUTE_MS, SECOND_MS } from '@/lib/core/clock';
import type { ScanState } from './read-scan-progress';

/** How often the database is asked: a part of the second within which a page shows what happened. */
const POLL_MS = 500;
/** Proxies close a connection on which nothing is said for a minute. */
const KEEP_ALIVE_MS = 15 * SECOND_MS;
/** The reader then connects again, and is asked again who they are. */
const LONGEST_MS = 5 * MINUTE_MS;

/**
 * The progress of a scan in the words of server-sent events: the newest snapshot at once, then one for every change,
 * until the scan has ended. Each is complete in itself, with its sequence number as id, so a reader that comes late or
 * comes back needs nothing that it missed.
 * @param pause resolves after so many ms, or at once when the signal aborts
 * @throws whatever `read` throws; the reader connects again
 */
export async function* streamScanProgress(
  read: () => Promise<ScanState>,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  let sent: number | null = null;
  let silentMs = 0;
  for (let passedMs = 0; passedMs < LONGEST_MS && !signal.aborted; passedMs += POLL_MS) {
    const state = await read();
    if (signal.aborted) return;
    if (state.sequence !== sent) {
      yield `id: ${state.sequence}\ndata: ${JSON.stringify(state)}\n\n`;
      sent = state.sequence;
      silentMs = 0;
    } else if (silentMs >= KEEP_ALIVE_MS) {
      yield ': still here\n\n';
      silentMs = 0;
    }
    if (state.isEnded) return;
    await pause(POLL_MS, signal);
    silentMs += POLL_MS;
  }
}
