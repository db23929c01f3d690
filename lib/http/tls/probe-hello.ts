import type { Socket } from 'node:net';
import { connectOnce } from '../open-socket';
import { Limit } from '../request-progress';
import { OutboundError, timeoutFailure, toOutboundError } from '../rules/failure';
import type { HelloResponse } from './hello';

/** `unknown`: the connection itself failed or nothing came back in time, which says nothing about the protocol. */
export type ProbeResult =
  | Extract<HelloResponse, { kind: 'hello' }>
  /** `bytes`: what came, empty where the server hung up. */
  | { kind: 'refused'; bytes: Uint8Array }
  | { kind: 'unknown'; seen: string };

/** `probeHello` bound to one server. */
export type Probe = (hello: Uint8Array, read: (bytes: Uint8Array) => HelloResponse) => Promise<ProbeResult>;

/** Sends a hello on a fresh connection to a checked address and reads the response to it; nothing else is ever sent. */
export async function probeHello(
  { address, port }: { address: string; port: number },
  hello: Uint8Array,
  read: (bytes: Uint8Array) => HelloResponse,
  { timeoutMs, signal: caller }: { timeoutMs: number; signal: AbortSignal },
): Promise<ProbeResult> {
  const passOn = () => new OutboundError('ABORTED', 'stopped');
  const limit = new Limit(timeoutMs, caller, () => timeoutFailure('tls', timeoutMs), passOn);
  try {
    const socket = await connectOnce(address, port, limit.signal);
    return await ask(socket, hello, read, limit.signal);
  } catch (error) {
    return { kind: 'unknown', seen: toOutboundError(error, 'connect').seen };
  } finally {
    limit.release();
  }
}

function ask(
  socket: Socket,
  hello: Uint8Array,
  read: (bytes: Uint8Array) => HelloResponse,
  signal: AbortSignal,
): Promise<ProbeResult> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const leave = () => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
    };
    const finish = (response: ProbeResult) => {
      leave();
      resolve(response);
    };
    const stop = () => {
      leave();
      reject(signal.reason);
    };
    const refused = () => finish({ kind: 'refused', bytes: received });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const response = read(received);
      if (response.kind === 'refused') refused();
      else if (response.kind === 'hello') finish(response);
    });
    // Many servers answer a version that they do not speak by hanging up.
    socket.on('end', refused).on('error', refused).on('close', refused);
    signal.addEventListener('abort', stop, { once: true });
    socket.write(hello);
  });
}
