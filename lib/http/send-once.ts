import { type Agent, request as startRequest } from 'node:http';
import type { Clock } from '@/lib/core/clock';
import type { CapturedResponse, ConnectionFacts, RawHeader } from './exchange';
import { openSocket, type Route } from './open-socket';
import { MAX_HEAD_BYTES } from './outbound-policy';
import { connectionFacts } from './peer-facts';
import { readResponse } from './read-response';
import { noteBody, noteFirstBytes } from './received-bytes';
import { type Progress, stopwatch } from './request-progress';
import { canonicalAddress } from './rules/address';
import { OutboundError } from './rules/failure';
import type { Target } from './rules/target';

export type WireRequest = {
  method: string;
  target: Target;
  headers: readonly RawHeader[];
  body: Uint8Array;
  maxBodyBytes: number;
  isPartKept: boolean;
};

export type Answer = { response: CapturedResponse; connection: ConnectionFacts };

/**
 * One request on one connection.
 * @throws what Node's network layer answered, `OutboundError`, or the signal's reason
 */
export async function sendOnce(
  wire: WireRequest,
  route: Route,
  progress: Progress,
  { agent, clock, signal }: { agent: Agent; clock: Clock; signal: AbortSignal },
): Promise<Answer> {
  const elapsed = stopwatch(clock);
  const { timing } = progress;
  progress.firstBytes = new Uint8Array();
  progress.body = null;
  let stopNoting = () => {};
  const call = startRequest({
    method: wire.method,
    host: wire.target.hostname,
    port: wire.target.port,
    path: wire.target.path,
    headers: wire.headers.flat(),
    agent,
    maxHeaderSize: MAX_HEAD_BYTES,
    insecureHTTPParser: false,
    createConnection: (_options, created) => {
      openSocket(route, progress, clock, signal).then(
        (socket) => created(null, socket),
        (error: Error) => created(error, undefined as never),
      );
      return undefined;
    },
  });
  const stop = () => call.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      let connection: ConnectionFacts | null = null;
      call.on('socket', (socket) => {
        progress.phase = 'response';
        progress.isReused = call.reusedSocket;
        stopNoting = noteFirstBytes(socket, progress);
        // Before the first byte goes out; later the socket may be gone, and its facts with it.
        connection = connectionFacts(socket);
        if (!isChecked(connection, route))
          call.destroy(
            new OutboundError('ADDRESS_NOT_PUBLIC', `connected to ${connection.remoteAddress}, unchecked`),
          );
      });
      call.on('response', (message) => {
        timing.firstByteMs = elapsed() - (timing.connectMs ?? 0) - (timing.tlsMs ?? 0);
        // From here on an error is one of the body; listening starts in this very tick, or a quick one would be missed.
        // Bytes after the announced end are an error of the connection, not of a body that came whole.
        call.on('error', (error) => {
          if (!(wire.isPartKept && message.complete)) message.destroy(error);
        });
        noteBody(message, progress);
        readResponse(message, wire, signal).then(
          (response) => (connection ? resolve({ response, connection }) : reject(new Error('no connection'))),
          reject,
        );
      });
      call.on('upgrade', (_message, socket) => {
        socket.destroy();
        reject(new OutboundError('RESPONSE_MALFORMED', '101 Switching Protocols, which was not asked for'));
      });
      call.on('error', (error) => {
        if (timing.firstByteMs === null) reject(error);
      });
      if (signal.aborted) stop();
      // An empty body would be a second part of the write.
      if (wire.body.length > 0) call.end(wire.body);
      else call.end();
    });
  } catch (error) {
    call.destroy();
    throw error;
  } finally {
    stopNoting();
    signal.removeEventListener('abort', stop);
  }
}

/** IPv6 has several spellings; a system may also show an IPv4 peer as mapped. */
const isChecked = ({ remoteAddress }: ConnectionFacts, { addresses }: Route): boolean =>
  addresses.includes(remoteAddress) ||
  addresses.some((address) => canonicalAddress(address) === canonicalAddress(remoteAddress));
