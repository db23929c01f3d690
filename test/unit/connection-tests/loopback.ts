import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Clock } from '@/lib/core/clock';
import { systemClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';
import { inspectTls } from '@/lib/http/tls-inspection';
import type { Issued } from '../http/certificates';

/** The name under which the tests reach a server of their own on this machine. */
export const HOST = 'saas.example.com';
export const onLoopback = async (): Promise<string[]> => ['127.0.0.1'];

/** Listens on loopback until the test is over. @returns the port */
export async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
}

export const JSON_ANSWER =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 23\r\nConnection: close\r\n\r\n{"resultCode":"000000"}';

/** A TLS server that answers every request with these bytes. */
export const secureServer = (
  { key, chain }: Issued,
  answer: string | Uint8Array = JSON_ANSWER,
  options: TlsOptions = {},
): Promise<number> =>
  listening(
    createTlsServer({ key, cert: chain, ...options }, (socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(answer));
    }),
  );

export const policyFor = (port: number, extraCa?: string): OutboundPolicy => ({
  extraPorts: [port],
  allowPrivate: [`${HOST}:${port}`],
  ...(extraCa === undefined ? {} : { extraCa }),
});

/** One call as a run makes it, with the inspection that follows a failure. */
export async function callAndInspect(
  port: number,
  {
    scheme = 'https',
    extraCa,
    clock = systemClock,
  }: { scheme?: string; extraCa?: string; clock?: Clock } = {},
) {
  const policy = policyFor(port, extraCa);
  const url = `${scheme}://${HOST}:${port}/produce`;
  const outbound = createOutbound(policy, { resolve: onLoopback, clock });
  onTestFinished(() => outbound.close());
  const result = await outbound.send({ method: 'POST', url, body: Buffer.from('{}'), timeoutMs: 5_000 });
  const inspected = await inspectTls(HOST, port, policy, { resolve: onLoopback, areSuitesRead: false });
  return { url, result, tls: inspected.ok ? inspected.inspection : null };
}
