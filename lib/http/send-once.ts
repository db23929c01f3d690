import { type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http';
import type { Clock } from '@/lib/core/clock';
import type { CapturedResponse, RawHeader } from './exchange';
import type { OpenConnection } from './open-connection';
import { MAX_HEAD_BYTES } from './outbound-policy';
import { readResponse } from './read-response';
import { type Limit, NO_BYTES, type Progress } from './request-progress';
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

type SendDeps = {
  clock: Clock;
  limit: Limit;
  /** Called where both sides leave the connection open for another request. */
  onFree: ((connection: OpenConnection) => void) | null;
};

/**
 * One request on an open connection, which is closed after it unless `onFree` takes it.
 * @throws what Node's network layer answered, `OutboundError`, or the limit's reason
 */
export function sendOnce(
  wire: WireRequest,
  connection: OpenConnection,
  progress: Progress,
  by: SendDeps,
): Promise<CapturedResponse> {
  progress.phase = 'response';
  progress.firstBytes = NO_BYTES;
  progress.body = null;
  return new Promise(
    (resolve, reject) => new Sending(wire, connection, progress, { ...by, resolve, reject }),
  );
}

type Outcome = { resolve(response: CapturedResponse): void; reject(error: unknown): void };

class Sending {
  private readonly call: ClientRequest;
  private readonly startedMs: number;
  private message: IncomingMessage | null = null;
  private readonly stop: (reason: Error) => void;

  constructor(
    private readonly wire: WireRequest,
    private readonly connection: OpenConnection,
    private readonly progress: Progress,
    private readonly by: SendDeps & Outcome,
  ) {
    this.startedMs = by.clock.now().getTime();
    // Without an agent Node has no way to a socket of its own.
    this.call = startRequest({
      method: wire.method,
      path: wire.target.path,
      headers: flat(wire.headers),
      maxHeaderSize: MAX_HEAD_BYTES,
      insecureHTTPParser: false,
      createConnection: () => connection.socket,
    });
    this.call.shouldKeepAlive = by.onFree !== null;
    this.stop = (reason) => this.call.destroy(reason);
    this.listen();
    by.limit.onFire(this.stop);
    if (by.limit.reason) this.stop(by.limit.reason);
    // An empty body would be a second part of the write.
    if (wire.body.length > 0) this.call.end(wire.body);
    else this.call.end();
  }

  private listen(): void {
    const { call, connection, progress } = this;
    if (connection.isFresh) call.once('socket', () => connection.serve(progress));
    else connection.serve(progress);
    call.on('response', (message) => this.onResponse(message));
    call.on('upgrade', (_message, socket) => {
      socket.destroy();
      this.fail(new OutboundError('RESPONSE_MALFORMED', '101 Switching Protocols, which was not asked for'));
    });
    call.on('error', (error) => {
      // From the head on an error is one of the body.
      if (this.message === null) this.fail(error);
      // Bytes after the announced end are an error of the connection, not of a body that came whole.
      else if (!(this.wire.isPartKept && this.message.complete)) this.message.destroy(error);
    });
    call.on('close', () => {
      if (call.shouldKeepAlive && this.message?.complete) this.by.onFree?.(connection);
    });
  }

  private onResponse(message: IncomingMessage): void {
    const { wire, progress, by } = this;
    this.message = message;
    progress.timing.firstByteMs = by.clock.now().getTime() - this.startedMs;
    readResponse(message, wire, progress, by.limit).then(
      (response) => {
        by.limit.offFire(this.stop);
        by.resolve(response);
      },
      (error) => this.fail(error),
    );
  }

  private fail(error: unknown): void {
    this.by.limit.offFire(this.stop);
    this.call.destroy();
    this.by.reject(error);
  }
}

function flat(headers: readonly RawHeader[]): string[] {
  const all: string[] = [];
  for (const [name, value] of headers) all.push(name, value);
  return all;
}
