import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Progress } from './request-progress';

/** Enough for a status line, an HTTP/2 frame or the greeting of another protocol. */
const FIRST_BYTES = 64;

/** Notes how the answer begins, before a parser that may refuse it sees it. @returns how to stop */
export function noteFirstBytes(socket: Socket, progress: Progress): () => void {
  let first = Buffer.alloc(0);
  const note = (chunk: Buffer) => {
    first = Buffer.concat([first, chunk.subarray(0, FIRST_BYTES - first.length)]);
    progress.received = { firstBytesHex: first.toString('hex'), body: progress.received?.body ?? null };
    if (first.length === FIRST_BYTES) stop();
  };
  const stop = () => void socket.off('data', note);
  socket.prependListener('data', note);
  return stop;
}

/** Counts the body, so that one that breaks off can be told by how much. */
export function noteBody(message: IncomingMessage, progress: Progress): void {
  const announced = message.headers['content-length'];
  const body = { announcedBytes: announced === undefined ? null : Number(announced), receivedBytes: 0 };
  progress.received = { firstBytesHex: progress.received?.firstBytesHex ?? '', body };
  message.on('data', (chunk: Buffer) => {
    body.receivedBytes += chunk.length;
  });
}
