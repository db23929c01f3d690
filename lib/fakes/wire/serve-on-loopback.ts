import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { IssuedCertificate } from '../issue-certificates';
import { type Ask, type Outcome, type Reply, reply } from './ask-and-reply';

export type LoopbackServer = { port: number; close(): Promise<void> };
export type Handler = (ask: Ask) => Outcome | Promise<Outcome>;

type ServeOptions = {
  /** 0 lets the system choose. */
  port: number;
  certificate: IssuedCertificate | null;
  /** Called once, when the port is known and before the first request. */
  handlerFor(port: number): Handler;
};

const MAX_BODY_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/** Forward secrecy and authenticated encryption only; TLS 1.3 suites are always on. */
const TLS_12_SUITES = [
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
].join(':');

/**
 * Listens on 127.0.0.1 and on no other address; HTTPS (TLS 1.2 and later, HTTP/1.1) when there is a certificate.
 * A handler that throws is answered 500 without a word about the reason.
 * @throws the system's error when the port is taken
 */
export async function serveOnLoopback({
  port,
  certificate,
  handlerFor,
}: ServeOptions): Promise<LoopbackServer> {
  /** TCP sockets by the client's port: below TLS only the TCP socket can be reset. */
  const sockets = new Map<number, Socket>();
  let handle: Handler = () => 'reset';
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response, handle, () =>
      sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy(),
    );
  const server = certificate
    ? createSecureServer(
        { key: certificate.keyPem, cert: certificate.certPem, minVersion: 'TLSv1.2', ciphers: TLS_12_SUITES },
        listener,
      )
    : createPlainServer(listener);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  handle = handlerFor(bound);
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handler,
  reset: () => void,
) {
  try {
    const body = await readBody(request);
    if (body === null)
      return write(response, reply(413, 'text/plain; charset=utf-8', 'The body is too large.'));
    const ask = toAsk(request, body);
    const outcome = ask
      ? await handle(ask)
      : reply(400, 'text/plain; charset=utf-8', 'The address is malformed.');
    if (outcome === 'reset') reset();
    else write(response, outcome);
  } catch {
    if (!response.headersSent && !response.destroyed) {
      write(response, reply(500, 'text/plain; charset=utf-8', 'Something went wrong.'));
    }
  }
}

/** The whole body, or null when it is longer than the cap; the rest is then read and dropped. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length <= MAX_BODY_BYTES ? new Uint8Array(Buffer.concat(chunks)) : null;
}

/** Null for a target that is not a path (`*`, an absolute URL): the fakes are no proxy. */
function toAsk(request: IncomingMessage, body: Uint8Array): Ask | null {
  const target = request.url ?? '';
  if (!target.startsWith('/')) return null;
  const [path = '/', ...rest] = target.split('?');
  const query = new URLSearchParams(rest.join('?'));
  return { method: request.method ?? 'GET', target, path, query, headers: request.headers, body };
}

function write(response: ServerResponse, { status, headers, body }: Reply) {
  response.writeHead(status, [...headers, ['Content-Length', String(body.length)]].flat());
  response.end(body);
}
