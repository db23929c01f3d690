import { createServer, type IncomingMessage } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { configureFrom } from '@/lib/config/configuration';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { scanRunner } from '@/lib/wiring/scan-runner';
import { listenOnNewHost } from '../setup/listen-on-new-host';
import { newOrganization } from '../setup/people';
import { queuedScan, work } from './scan-worker';
import { type Answer, page, type Site, startSite } from './website-site';

const DECLARED = /<!ENTITY\s+(?:%\s+)?\w+\s+SYSTEM\s+["'](http:[^"']+)["']>/g;
const JOINED = /<!ENTITY % a "(\w+)">[\s\S]*SYSTEM '(http:[^%']+)%a;'/;

/** Opens what parameter entities name, and whatever the opened text names, as parsers do; shows nothing of it. */
async function openEntities(document: string): Promise<void> {
  const [, address] = [...document.matchAll(DECLARED)].find(([text]) => text.includes('%')) ?? [];
  if (address === undefined) return;
  const declarations = await (await fetch(address)).text();
  const [, end = '', start = ''] = JOINED.exec(declarations) ?? [];
  await fetch(start + end);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const searchBy = (path: string) =>
  `fetch('${path}', { method: 'POST', headers: { 'Content-Type': 'application/xml' }, body: '<search><word>lamp</word></search>' })`;

/** Takes searches as XML at two addresses and says the same to all of them; at one, entities are opened. */
const blindSite: Answer = async (request, response) => {
  if (request.url === '/')
    return page(response, `<script>${searchBy('/search')}; ${searchBy('/closed/search')}</script>`);
  if (!request.url?.endsWith('/search')) return page(response, '<p>Nothing is here</p>', 404);
  const document = await readBody(request);
  if (request.url === '/search') await openEntities(document);
  return page(response, '<p>Thank you</p>');
};

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnNewHost(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A worker as `npm run worker` opens it, that waits for nothing between requests. */
function workerFor(site: Site, port: number) {
  configureFrom({
    ...process.env,
    ...{ SCAN_LISTENER: `http://127.0.0.1:${port}/seen`, SCAN_LISTEN: `127.0.0.1:${port}` },
    ...{ OUTBOUND_ALLOW_PRIVATE: site.host, SCAN_BROWSER: 'off' },
  });
  onTestFinished(() => void configureFrom(process.env));
  const runner = scanRunner();
  return {
    ...runner,
    resolve: async () => ['127.0.0.1'],
    connect: (origin: string, signal: AbortSignal) => ({
      ...runner.connect(origin, signal),
      pause: async () => undefined,
    }),
  };
}

it('knows through the worker which parser opens addresses, where none shows anything', async () => {
  const organization = await newOrganization();
  const site = await startSite(blindSite);
  const { scanId } = await queuedScan(organization, site);
  await work(organization, scanId, workerFor(site, await freePort()));
  const { findings } = await getScanReport(organization.as('VIEWER'), scanId);
  expect(findings.filter(({ class: name }) => name === 'XXE')).toMatchObject([
    { confidence: 'CONFIRMED', url: `${site.origin}/search` },
  ]);
  expect(site.requests).toContain('POST /closed/search');
});
