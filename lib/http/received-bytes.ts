import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { ReceivedBytes } from './exchange';
import type { Progress } from './request-progress';

/** Enough for a status line, an HTTP/2 frame or the greeting of another protocol. */
const FIRST_BYTES = 64;

/** Notes how the answer begins, before a parser that may refuse it sees it. @returns how to stop */
export function noteFirstBytes(socket: Socket, progress: Progress): () => void {
  const note = (chunk: Buffer) => {
    const { firstBytes } = progress;
    const more = chunk.subarray(0, FIRST_BYTES - firstBytes.length);
    progress.firstBytes = firstBytes.length === 0 ? more : Buffer.concat([firstBytes, more]);
    if (progress.firstBytes.length === FIRST_BYTES) stop();
  };
  const stop = () => void socket.off('data', note);
  socket.prependListener('data', note);
  return stop;
}

/** Counts the body, so that one that breaks off can be told by how much. */
export function noteBody(message: IncomingMessage, progress: Progress): void {
  const announced = message.headers['content-length'];
  const body = { announcedBytes: announced === undefined ? null : Number(announced), receivedBytes: 0 };
  progress.body = body;
  message.on('data', (chunk: Buffer) => {
    body.receivedBytes += chunk.length;
  });
}

/** What had come when a request failed; null where it was not a byte. Put together only for a failure. */
export const receivedBytes = ({ firstBytes, body }: Progress): ReceivedBytes | null =>
  firstBytes.length === 0 && body === null
    ? null
    : { firstBytesHex: Buffer.from(firstBytes).toString('hex'), body };
