import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixedClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import { runScan } from '@/lib/scans/engine/run-scan';
import type { ScanDeps } from '@/lib/scans/engine/scan-deps';
import { PLAN_DEFAULTS, type ScanPlan } from '@/lib/scans/rules/plan';

export type SiteRequest = {
  method: string;
  url: URL;
  cookies: string;
  body: string;
  headers: IncomingMessage['headers'];
};
export type SiteAnswer = {
  status?: number;
  type?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
};
export type SiteHandler = (request: SiteRequest) => SiteAnswer | 'drop' | 'hang';

/** A page with links, as small as a test needs it. */
export const page = (content: string, title = 'Site'): SiteAnswer => ({
  body: `<!doctype html><html><head><title>${title}</title></head><body>${content}</body></html>`,
});
export const notFound: SiteAnswer = { status: 404, body: '<h1>Not found</h1>' };
export const redirect = (location: string, headers: SiteAnswer['headers'] = {}): SiteAnswer => ({
  status: 302,
  headers: { Location: location, ...headers },
});

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function answer(
  response: ServerResponse,
  { status = 200, type = 'text/html; charset=utf-8', headers = {}, body = '' }: SiteAnswer,
) {
  try {
    response.writeHead(status, { 'Content-Type': type, ...headers });
    response.end(body);
  } catch {
    // As servers do where a header holds what no header may.
    response.writeHead(500).end('Internal Server Error');
  }
}

/** Starts a site on an ephemeral loopback port; it notes every request and ends with `close`. */
export async function startSite(handler: SiteHandler) {
  const log: SiteRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(`http://127.0.0.1${request.url ?? '/'}`);
      const seen = {
        method: request.method ?? '',
        url,
        cookies: request.headers.cookie ?? '',
        body,
        headers: request.headers,
      };
      log.push(seen);
      const result = handler(seen);
      if (result === 'drop') request.socket.destroy();
      else if (result !== 'hang') answer(response, result);
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  const outbound = createOutbound({ extraPorts: [], allowPrivate: [host], isKeepAlive: true });

  const scan = (plan: Partial<ScanPlan> = {}, deps: Partial<ScanDeps> = {}) => {
    const clock = fixedClock('2026-05-04T08:00:00Z');
    return runScan(
      {
        scanId: '0196a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
        origin,
        startUrls: [`${origin}/`],
        login: { mode: 'none' },
        customHeaders: [],
        pathsToAvoid: [],
        ...PLAN_DEFAULTS,
        ...plan,
      },
      {
        outbound,
        inspectTls: async () => null,
        clock,
        random: () => 0.5,
        pause: async (ms) => clock.advanceMs(ms),
        onProgress: () => undefined,
        ...deps,
      },
    );
  };
  const close = () =>
    new Promise<void>((resolve) => {
      outbound.close();
      server.closeAllConnections();
      server.close(() => resolve());
    });
  const paths = () => log.map(({ url }) => url.pathname);
  return { origin, outbound, log, paths, scan, close };
}

export type LocalSite = Awaited<ReturnType<typeof startSite>>;
