import { type Agent, type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '@/lib/core/clock';
import type { CapturedConnection, CapturedResponse, RawHeader } from './exchange';
import { openSocket, type Route } from './open-socket';
import { MAX_HEAD_BYTES } from './outbound-policy';
import { connectionFacts } from './peer-facts';
import { readResponse } from './read-response';
import { noteFirstBytes } from './received-bytes';
import { type Limit, NO_BYTES, type Progress } from './request-progress';
import { canonicalAddress } from './rules/address';
import { OutboundError } from './rules/failure';
import type { RequestTarget } from './rules/request-target';

export type WireRequest = {
  method: string;
  target: RequestTarget;
  headers: readonly RawHeader[];
  body: Uint8Array;
  maxBodyBytes: number;
  isPartKept: boolean;
};

export type Received = { response: CapturedResponse; connection: CapturedConnection };

type SendDeps = { agent: Agent; clock: Clock; limit: Limit };

/**
 * One request on one connection.
 * @throws what Node's network layer answered, `OutboundError`, or the limit's reason
 */
export async function sendOnce(
  wire: WireRequest,
  route: Route,
  progress: Progress,
  by: SendDeps,
): Promise<Received> {
  progress.firstBytes = NO_BYTES;
  progress.body = null;
  const sending = new Sending(wire, route, progress, by);
  try {
    return await sending.answer();
  } catch (error) {
    sending.call.destroy();
    throw error;
  } finally {
    sending.release();
  }
}

class Sending {
  readonly call: ClientRequest;
  private readonly clock: Clock;
  private readonly limit: Limit;
  private readonly startedMs: number;
  private readonly stop: (reason: Error) => void;
  private connection: CapturedConnection | null = null;
  private message: IncomingMessage | null = null;

  constructor(
    private readonly wire: WireRequest,
    private readonly route: Route,
    private readonly progress: Progress,
    { agent, clock, limit }: SendDeps,
  ) {
    this.clock = clock;
    this.limit = limit;
    this.startedMs = clock.now().getTime();
    this.call = startRequest({
      method: wire.method,
      host: wire.target.hostname,
      port: wire.target.port,
      path: wire.target.path,
      headers: wire.headers.flat(),
      agent,
      maxHeaderSize: MAX_HEAD_BYTES,
      insecureHTTPParser: false,
      createConnection: (_options, created) => {
        openSocket(route, progress, clock, limit.signal).then(
          (socket) => created(null, socket),
          (error: Error) => created(error, undefined as never),
        );
        return undefined;
      },
    });
    this.stop = (reason) => this.call.destroy(reason);
    limit.onFire(this.stop);
  }

  answer(): Promise<Received> {
    return new Promise((resolve, reject) => {
      this.call.on('socket', (socket) => this.onSocket(socket));
      this.call.on('response', (message) => {
        this.onResponse(message).then(resolve, reject);
      });
      this.call.on('upgrade', (_message, socket) => {
        socket.destroy();
        reject(new OutboundError('RESPONSE_MALFORMED', '101 Switching Protocols, which was not asked for'));
      });
      this.call.on('error', (error) => {
        // From the head on an error is one of the body.
        if (this.message === null) reject(error);
        // Bytes after the announced end are an error of the connection, not of a body that came whole.
        else if (!(this.wire.isPartKept && this.message.complete)) this.message.destroy(error);
      });
      if (this.limit.reason) this.stop(this.limit.reason);
      // An empty body would be a second part of the write.
      if (this.wire.body.length > 0) this.call.end(this.wire.body);
      else this.call.end();
    });
  }

  release(): void {
    this.limit.offFire(this.stop);
  }

  private onSocket(socket: Socket): void {
    const { progress, route, call } = this;
    progress.phase = 'response';
    progress.isReused = call.reusedSocket;
    noteFirstBytes(socket, progress);
    // Before the first byte goes out; later the socket may be gone, and its facts with it.
    this.connection = connectionFacts(socket);
    const { remoteAddress } = this.connection;
    if (!isChecked(remoteAddress, route))
      call.destroy(new OutboundError('ADDRESS_NOT_PUBLIC', `connected to ${remoteAddress}, unchecked`));
  }

  private async onResponse(message: IncomingMessage): Promise<Received> {
    const { timing } = this.progress;
    this.message = message;
    timing.firstByteMs =
      this.clock.now().getTime() - this.startedMs - (timing.connectMs ?? 0) - (timing.tlsMs ?? 0);
    const response = await readResponse(message, this.wire, this.progress, this.limit);
    if (!this.connection) throw new Error('no connection');
    return { response, connection: this.connection };
  }
}

/** IPv6 has several spellings; a system may also show an IPv4 peer as mapped. */
const isChecked = (remoteAddress: string, { addresses }: Route): boolean =>
  addresses.includes(remoteAddress) ||
  addresses.some((address) => canonicalAddress(address) === canonicalAddress(remoteAddress));
