import type { ReceivedBytes } from './exchange';
import type { Progress } from './request-progress';

/** Enough for a status line, an HTTP/2 frame or the greeting of another protocol. */
const FIRST_BYTES = 64;

/** Notes how the response begins, before a parser that may refuse it sees it. */
export function noteFirstBytes(chunk: Buffer, progress: Progress): void {
  const { firstBytes } = progress;
  if (firstBytes.length === FIRST_BYTES) return;
  const more = chunk.subarray(0, FIRST_BYTES - firstBytes.length);
  progress.firstBytes = firstBytes.length === 0 ? more : Buffer.concat([firstBytes, more]);
}

/** What had come when a request failed; null where it was not a byte. Put together only for a failure. */
export const receivedBytes = ({ firstBytes, body }: Progress): ReceivedBytes | null =>
  firstBytes.length === 0 && body === null
    ? null
    : { firstBytesHex: Buffer.from(firstBytes).toString('hex'), body };
