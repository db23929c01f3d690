import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { createOutbound } from '@/lib/http/outbound';
import { getVerificationFile } from '@/lib/ownership/get-verification-file';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { listenOnNewHost } from '../setup/listen-on-new-host';
import type { TestOrganization } from '../setup/people';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export type Site = {
  host: string;
  origin: string;
  port: number;
  /** What stands at the place of the verification file; null: nothing. */
  file: Uint8Array | null;
  /** `METHOD path` of everything that was asked, the verification file and its counter-proof left out. */
  requests: string[];
  /** Answers everything but the verification file. */
  answer: Answer;
  /** Waits here before the verification file is answered. */
  beforeFile: () => Promise<void>;
};

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export const page = (response: ServerResponse, body: string, status = 200, headers: object = {}) => {
  response.writeHead(status, { ...HEADERS, ...headers });
  response.end(`<!doctype html><html lang="en"><title>Site</title><body>${body}</body></html>`);
};

/** Two pages without anything to find in them. */
const plainPages: Answer = ({ url }, response) =>
  url === '/'
    ? page(response, '<p>Start</p><a href="/about">About</a>')
    : url === '/about'
      ? page(response, '<p>About us</p><a href="/">Start</a>')
      : page(response, '<p>Nothing is here</p>', 404);

/** A website on loopback, closed after the test. */
export async function startSite(answer: Answer = plainPages): Promise<Site> {
  const site: Site = {
    ...{ host: '', origin: '', port: 0, file: null, requests: [], answer },
    beforeFile: async () => undefined,
  };
  const server = createServer(async (request, response) => {
    // The ownership check asks for the file, and for one of a name that nobody can guess.
    if (request.url === '/hwwebscan_verify.html') {
      await site.beforeFile();
      response.writeHead(site.file ? 200 : 404).end(site.file ?? '');
    } else if (/^\/[0-9a-f]{24}\.html$/.test(request.url ?? '')) {
      response.writeHead(404).end();
    } else {
      site.requests.push(`${request.method} ${request.url}`);
      await site.answer(request, response);
    }
  });
  const port = await listenOnNewHost(server);
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  site.port = port;
  site.host = `127.0.0.1:${site.port}`;
  site.origin = `http://${site.host}`;
  return site;
}

/** The guarded way to a site on loopback. */
export const outboundTo = ({ host, port }: Site) =>
  createOutbound({ extraPorts: [port], allowPrivate: [host], isKeepAlive: true });

/** A website of the organization at the site, its ownership proven by the real ladder. @returns its id */
export async function provenWebsite(organization: TestOrganization, site: Site): Promise<string> {
  const at = organization.clock.now();
  const editor = organization.as('EDITOR');
  const { id } = await database().website.create({
    data: {
      id: newId(),
      organizationId: organization.id,
      createdById: editor.actor.userId,
      ...{ name: site.host, host: site.host, origin: site.origin, createdAt: at, updatedAt: at },
    },
  });
  await issueChallenge(editor, { websiteId: id });
  site.file = (await getVerificationFile(editor, id)).bytes;
  const outbound = outboundTo(site);
  const deps = { outbound, resolve: async () => ['127.0.0.1'] };
  const { isVerified } = await verifyOwnership(
    editor,
    { websiteId: id, acceptedAgreement: CURRENT_AGREEMENT },
    deps,
  );
  outbound.close();
  if (!isVerified) throw new Error('the site does not prove its ownership');
  return id;
}
