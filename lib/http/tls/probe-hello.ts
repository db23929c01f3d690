import { connectOnce } from '../open-socket';
import type { HelloAnswer } from './hello';

/** `unknown`: the connection itself failed or nothing came back in time, which says nothing about the protocol. */
export type ProbeAnswer =
  | Extract<HelloAnswer, { kind: 'hello' | 'refused' }>
  | { kind: 'unknown'; seen: string };

/** `probeHello` bound to one server. */
export type Probe = (hello: Uint8Array, read: (bytes: Uint8Array) => HelloAnswer) => Promise<ProbeAnswer>;

/** Sends a hello on a fresh connection to a checked address and reads the answer to it; nothing else is ever sent. */
export async function probeHello(
  address: string,
  port: number,
  hello: Uint8Array,
  read: (bytes: Uint8Array) => HelloAnswer,
  timeoutMs: number,
  caller: AbortSignal,
): Promise<ProbeAnswer> {
  const signal = AbortSignal.any([caller, AbortSignal.timeout(timeoutMs)]);
  const unknown = (error: unknown): ProbeAnswer => ({
    kind: 'unknown',
    seen: error instanceof Error ? error.name : 'error',
  });
  let socket: Awaited<ReturnType<typeof connectOnce>>;
  try {
    socket = await connectOnce(address, port, signal);
  } catch (error) {
    return unknown(error);
  }
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const finish = (answer: ProbeAnswer) => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(answer);
    };
    const stop = () => finish(unknown(signal.reason));
    const refused = () => finish({ kind: 'refused' });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const answer = read(received);
      if (answer.kind !== 'incomplete') finish(answer);
    });
    // Many servers answer a version that they do not speak by hanging up.
    socket.on('end', refused).on('error', refused).on('close', refused);
    signal.addEventListener('abort', stop, { once: true });
    socket.write(hello);
  });
}
