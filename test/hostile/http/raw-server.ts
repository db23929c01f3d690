import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';
import type { Resolve } from '@/lib/http/resolve-host';

export type RawServer = { port: number; host: string; url: string; connections(): number };

/** A TCP server on loopback that does whatever it likes with a connection; gone with the test. */
export async function rawServer(
  onConnection: (socket: Socket) => void,
  address = '127.0.0.1',
  port = 0,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  const host = `${address}:${bound.port}`;
  return { port: bound.port, host, url: `http://${host}/`, connections: () => connections };
}

/** A server that waits for the request and then sends these bytes, and keeps the connection open. */
export const answering = (bytes: string | Uint8Array, isClosing = false): Promise<RawServer> =>
  rawServer((socket) => {
    socket.once('data', () => {
      socket.write(bytes);
      if (isClosing) socket.end();
    });
  });

/** An outbound guard that may reach exactly the named hosts; a look-up fails the test unless one is given. */
export function guardFor(allowPrivate: string[], resolve: Resolve = neverResolve, isKeepAlive = false) {
  const outbound = createOutbound({ extraPorts: [], allowPrivate, isKeepAlive }, { resolve });
  onTestFinished(() => outbound.close());
  return outbound;
}

const neverResolve: Resolve = async (host) => {
  throw new Error(`looked up ${host}`);
};
