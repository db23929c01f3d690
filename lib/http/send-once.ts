import { type Agent, type IncomingMessage, request as startRequest } from 'node:http';
import type { Clock } from '@/lib/core/clock';
import type { CapturedResponse, ConnectionFacts, RawHeader } from './exchange';
import { openSocket, type Route } from './open-socket';
import { MAX_HEAD_BYTES } from './outbound-policy';
import { connectionFacts } from './peer-facts';
import { readResponse } from './read-response';
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
};

/**
 * One request on one connection.
 * @throws what Node's network layer answered, `OutboundError`, or the signal's reason
 */
export async function sendOnce(
  wire: WireRequest,
  route: Route,
  agent: Agent,
  progress: Progress,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ response: CapturedResponse; connection: ConnectionFacts }> {
  const elapsed = stopwatch(clock);
  const message = await receiveHead(wire, route, agent, progress, clock, signal);
  progress.timing.firstByteMs = elapsed() - (progress.timing.connectMs ?? 0) - (progress.timing.tlsMs ?? 0);
  const stop = () => message.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    // Read now: the socket is gone once the message has ended.
    const connection = connectionFacts(message.socket);
    if (!isSameAddress(connection.remoteAddress, route.addresses))
      throw new OutboundError(
        'ADDRESS_NOT_PUBLIC',
        `connected to ${connection.remoteAddress}, which was not checked`,
      );
    if (signal.aborted) throw signal.reason;
    return { response: await readResponse(message, wire.maxBodyBytes, signal), connection };
  } catch (error) {
    message.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function receiveHead(
  { method, target, headers, body }: WireRequest,
  route: Route,
  agent: Agent,
  progress: Progress,
  clock: Clock,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = startRequest({
      method,
      host: target.hostname,
      port: target.port,
      path: target.path,
      headers: headers.flat(),
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
    if (signal.aborted) stop();
    call.on('socket', () => {
      progress.phase = 'response';
      progress.isReused = call.reusedSocket;
    });
    call.on('response', (message) => {
      signal.removeEventListener('abort', stop);
      resolve(message);
    });
    call.on('upgrade', (_message, socket) => {
      socket.destroy();
      reject(new OutboundError('RESPONSE_MALFORMED', '101 Switching Protocols, which was not asked for'));
    });
    call.on('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(error);
    });
    call.end(body);
  });
}

/** IPv6 has several spellings; a system may also show an IPv4 peer as mapped. */
const isSameAddress = (connected: string, checked: readonly string[]): boolean =>
  checked.some((address) => canonicalAddress(address) === canonicalAddress(connected));
