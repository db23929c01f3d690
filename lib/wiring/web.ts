import { createServer } from 'node:http';
import path from 'node:path';
import next from 'next';
import { configuration } from '@/lib/config/configuration';
import { logFor } from '@/lib/config/log';
import { monotonicMs } from '@/lib/core/clock';
import { isDatabaseReachable } from '@/lib/db/is-database-reachable';
import { configuredStore } from '@/lib/storage/configured-store';
import { tryStorage } from '@/lib/storage/try-storage';
import { outageGate } from './outage-gate';
import { prepareRequest } from './prepare-request';
import { onStopSignal, reportAndExit, reportReady } from './process-end';
import { servedFiles } from './served-files';

const log = logFor('web');

async function main(): Promise<void> {
  const settings = configuration();
  await tryStorage(configuredStore());
  const dev = process.argv[2] === 'dev';
  const root = path.resolve(import.meta.dirname, '../..');
  const app = next({ dev, dir: root, hostname: settings.HOST, port: settings.PORT, turbopack: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const mayPass = outageGate(isDatabaseReachable, servedFiles(root), monotonicMs);
  const server = createServer((request, response) => {
    const isAnswerable = prepareRequest(request, response, {
      trustedProxies: settings.TRUSTED_PROXIES,
      address: settings.NEXTAUTH_URL,
      isDevelopment: dev,
    });
    if (!isAnswerable) return;
    const answer = async () => {
      if (await mayPass(request, response)) await handle(request, response);
    };
    answer().catch((error: unknown) => {
      log.error({ err: error, requestId: request.headers['x-request-id'] }, 'a request failed');
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  const upgrade = app.getUpgradeHandler();
  server.on('upgrade', (request, socket, head) => {
    upgrade(request, socket, head).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.PORT, settings.HOST, resolve);
  });
  onStopSignal(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Progress streams stay open for ever: they are ended, and their pages connect again.
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
    await closed;
    await app.close();
    log.info('stopped');
  });
  log.info({ host: settings.HOST, port: settings.PORT }, 'ready');
  reportReady();
}

main().catch(reportAndExit);
