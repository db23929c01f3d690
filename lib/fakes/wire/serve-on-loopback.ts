import { createServer as createPlainServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TransportFault } from '../faults/transport-faults';
import type { SiteCertificates } from '../issue-certificates';
import { type AnyRequest, type AnyResponse, answerRequest, type Handler } from './answer-request';
import { type ConnectionServer, createSecureServers, IDLE_TIMEOUT_MS } from './secure-servers';

export type LoopbackServer = {
  port: number;
  /** Cuts the connections that are open; new ones are served. */
  cutConnections(): void;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
};

/** With what a site's connections are secured. */
export type SecureTransport = {
  certificates: SiteCertificates;
  /** Asked for each connection when it comes. */
  isFaultOn(name: TransportFault): boolean;
};

type ServeOptions = {
  /** 0 lets the system choose. */
  port: number;
  /** Null serves plain HTTP. */
  secure: SecureTransport | null;
  /** Called once, when the port is known and before the first request. */
  handlerFor(port: number): Handler;
};

/**
 * Listens on 127.0.0.1 and on no other address; HTTPS (TLS 1.2 and later, HTTP/1.1, but for the faults that are on)
 * when there are certificates. The TCP listener hands each connection to the server that fits at that moment.
 * @throws the system's error when the port is taken
 */
export async function serveOnLoopback({ port, secure, handlerFor }: ServeOptions): Promise<LoopbackServer> {
  /** TCP sockets by the client's port: below TLS only the TCP socket can be reset. */
  const sockets = new Map<number, Socket>();
  let handle: Handler = () => 'reset';
  const listener = (request: AnyRequest, response: AnyResponse) =>
    void answerRequest(request, response, handle, () =>
      sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy(),
    );
  const serverNow = secure ? secureServer(secure, listener) : plainServer(listener);
  const front = createServer((socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return socket.destroy();
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
    serverNow().emit('connection', socket);
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen(port, '127.0.0.1', resolve);
  });
  const bound = (front.address() as AddressInfo).port;
  handle = handlerFor(bound);
  const cutConnections = () => {
    for (const socket of sockets.values()) socket.destroy();
  };
  return {
    port: bound,
    cutConnections,
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        cutConnections();
      }),
  };
}

type Listener = (request: AnyRequest, response: AnyResponse) => void;

function secureServer({ certificates, isFaultOn }: SecureTransport, listener: Listener) {
  const serverFor = createSecureServers(certificates, listener);
  return () => serverFor(isFaultOn);
}

function plainServer(listener: Listener): () => ConnectionServer {
  const server = createPlainServer(listener);
  server.timeout = IDLE_TIMEOUT_MS;
  return () => server;
}
