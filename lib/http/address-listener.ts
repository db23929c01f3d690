import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SECOND_MS } from '@/lib/core/clock';
import type { ListenerSettings } from './rules/listener-settings';

/** Addresses that nobody else knows, and whether somebody asked for them. */
export type AddressListener = {
  /** A new address that is answered with `text`. */
  offer(text: string): string;
  wasAsked(address: string): boolean;
  /** Rejects where nothing can listen there. */
  ready: Promise<void>;
  close(): Promise<void>;
};

/** What was offered longest ago is forgotten first. */
const MAX_OFFERED = 5_000;
const MAX_CONNECTIONS = 50;
const TIMEOUT_MS = 5 * SECOND_MS;
const TOKEN_BYTES = 16;

/**
 * Listens for machines that a scan's target makes ask: it reads nothing of a request but method and path, answers only the
 * addresses that it made up itself, and opens no connection of its own.
 */
export function openAddressListener({ address, host, port }: ListenerSettings): AddressListener {
  const base = address.endsWith('/') ? address : `${address}/`;
  const { pathname } = new URL(base);
  const offered = new Map<string, { text: string; isAsked: boolean }>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const token = path.startsWith(pathname) ? path.slice(pathname.length) : '';
    answer(request, response, offered.get(token));
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.headersTimeout = TIMEOUT_MS;
  server.requestTimeout = TIMEOUT_MS;
  const ready = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  // A scan ends although nobody closed the listener.
  server.unref();
  return {
    ready,
    offer: (text) => {
      const [oldest] = offered.keys();
      if (offered.size >= MAX_OFFERED && oldest !== undefined) offered.delete(oldest);
      const token = randomBytes(TOKEN_BYTES).toString('hex');
      offered.set(token, { text, isAsked: false });
      return base + token;
    },
    wasAsked: (asked) => offered.get(asked.slice(base.length))?.isAsked ?? false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  known: { text: string; isAsked: boolean } | undefined,
): void {
  const isTaken = known !== undefined && (method === 'GET' || method === 'HEAD');
  if (isTaken) known.isAsked = true;
  response.writeHead(isTaken ? 200 : 404, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(isTaken && method === 'GET' ? known.text : '');
}
