/**
 * The websites of the bench `freeze`, in a process of their own: hostile ones and a quick one, each of an organization
 * that has proven to own it. Scans of them are queued when the bench says so, of hostile ones
 * one at a time.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@/lib/core/ids';
import { closeDatabase, database } from '@/lib/db/client';
import { createOutbound } from '@/lib/http/outbound';
import { getVerificationFile } from '@/lib/ownership/get-verification-file';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { requestScan } from '@/lib/scans/request-scan';
import { newOrganization } from '@/test/integration/setup/people';

export type FromSites =
  | { kind: 'hosts'; hosts: string[] }
  | { kind: 'proven' }
  | { kind: 'hostile'; requests: number }
  | { kind: 'quick'; delayMs: number };
export type ToSites = 'prove' | 'freeze' | 'quick' | 'count';

const HOSTILE_SITES = 2;
const SIZE = 700 * 1_024;
const filled = (piece: string, size = SIZE) => piece.repeat(Math.floor(size / piece.length));
const many = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => one(i));

/** What froze readers before, and what fills the memory of one that builds the page. */
const HOSTILE: Record<string, string> = {
  '/at': filled('at at at '),
  '/deep': `${filled('<div>', SIZE / 2)}${filled('</p>', SIZE / 2)}`,
  '/attributes': `<a ${many(60_000, (index) => `a${index}=1`).join(' ')}>`,
  '/less': filled('<', 768 * 1_024),
  '/entities': filled('&amp;lt;&#x3c;&NotAnEntity '),
  '/tree': `<div>${many(20_000, (index) => `<b a=${index}>`).join('')}</div>${filled('<div>x</div>', 400_000)}`,
};
const START = `<!doctype html><title>Start</title>${Object.keys(HOSTILE)
  .map((path) => `<a href="${path}?q=1">${path}</a>`)
  .join('')}`;

type Site = {
  host: string;
  origin: string;
  file: Uint8Array | null;
  requests: number;
  onRequest: () => void;
};

async function startSite(pages: Record<string, string>): Promise<Site> {
  const site: Site = { host: '', origin: '', file: null, requests: 0, onRequest: () => undefined };
  const server = createServer((request, response) => {
    // Probes ask for addresses that are none.
    const [pathname = '/'] = (request.url ?? '/').split('?');
    if (pathname === '/hwwebscan_verify.html') {
      response.writeHead(site.file ? 200 : 404).end(site.file ?? '');
      return;
    }
    if (/^\/[0-9a-f]{24}\.html$/.test(pathname)) {
      response.writeHead(404).end();
      return;
    }
    site.requests += 1;
    site.onRequest();
    const page = pages[pathname];
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page ?? '<h1>Not found</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  site.origin = `http://${site.host}`;
  return site;
}

/** A website of a new organization, its ownership proven by the real ladder. @returns what queues a scan of it */
async function prove(site: Site): Promise<() => Promise<unknown>> {
  const organization = await newOrganization(new Date().toISOString());
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
  const { port } = new URL(site.origin);
  const outbound = createOutbound({ extraPorts: [Number(port)], allowPrivate: [site.host] });
  const deps = { outbound, resolve: async () => ['127.0.0.1'] };
  const { isVerified } = await verifyOwnership(
    editor,
    { websiteId: id, acceptedAgreement: CURRENT_AGREEMENT },
    deps,
  );
  outbound.close();
  if (!isVerified) throw new Error('The site does not prove its ownership.');
  return () => requestScan(editor, id);
}

const say = (message: FromSites) => process.send?.(message);

const hostile = await Promise.all(
  Array.from({ length: HOSTILE_SITES }, () => startSite({ '/': START, ...HOSTILE })),
);
const quick = await startSite({ '/': '<!doctype html><title>Quick</title><p>Quick</p>' });
const scans = { hostile: [] as (() => Promise<unknown>)[], quick: async (): Promise<unknown> => undefined };

const answers: Record<ToSites, () => Promise<void>> = {
  prove: async () => {
    for (const site of hostile) scans.hostile.push(await prove(site));
    scans.quick = await prove(quick);
    say({ kind: 'proven' });
  },
  freeze: async () => {
    await scans.hostile.shift()?.();
  },
  quick: async () => {
    const startedMs = performance.now();
    quick.onRequest = () => {
      quick.onRequest = () => undefined;
      say({ kind: 'quick', delayMs: performance.now() - startedMs });
    };
    await scans.quick();
  },
  count: async () => {
    say({ kind: 'hostile', requests: hostile.reduce((sum, { requests }) => sum + requests, 0) });
  },
};
process.on('message', (message: ToSites) => void answers[message]());
process.once('disconnect', () => void closeDatabase().finally(() => process.exit()));
say({ kind: 'hosts', hosts: [...hostile, quick].map(({ host }) => host) });
