import type { Socket } from 'node:net';
import type { CapturedConnection } from './exchange';
import { connectionFacts } from './peer-facts';
import { noteFirstBytes } from './received-bytes';
import type { Progress } from './request-progress';

const IDLE_MS = 4_000;

/** A connection to a checked address, for one request at a time. Its listeners are set once for all its requests. */
export class OpenConnection {
  /** Read while it is open: later the socket may be gone, and its facts with it. */
  readonly facts: CapturedConnection;
  private serving: Progress | null = null;
  private isListening = false;

  constructor(
    readonly socket: Socket,
    /** Only requests with this key may use it. */
    readonly routeKey: string,
  ) {
    this.facts = connectionFacts(socket);
    // An error during a request is reported by the request, and one while it is idle closes it.
    socket.on('error', () => undefined);
  }

  /** It has served no request yet. */
  get isFresh(): boolean {
    return !this.isListening;
  }

  get isUsable(): boolean {
    return this.socket.writable && !this.socket.destroyed;
  }

  /** To be called once the request's own listeners are set: from the first call on, bytes arrive. */
  serve(progress: Progress): void {
    this.serving = progress;
    if (this.isListening) return;
    this.isListening = true;
    this.socket.prependListener('data', (chunk: Buffer) => {
      if (this.serving) noteFirstBytes(chunk, this.serving);
      // What comes unasked would be taken for the response to the next request.
      else this.socket.destroy();
    });
  }

  /** Waits for its next request; it keeps no process alive meanwhile, and is closed when it waits for long. */
  rest(): void {
    this.serving = null;
    this.socket.unref();
    if (this.socket.timeout !== undefined) return;
    this.socket.setTimeout(IDLE_MS).on('timeout', () => {
      if (!this.serving) this.socket.destroy();
    });
  }
}
