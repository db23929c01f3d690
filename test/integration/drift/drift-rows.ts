import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { watchDrift } from '@/lib/drift/watch-drift';
import { createOutbound } from '@/lib/http/outbound';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { approvedAsset } from '../products/product-rows';
import { listenOnNewHost } from '../setup/listen-on-new-host';
import type { TestOrganization } from '../setup/people';

/** Looks at what is approved as the schedule does, at the organization's time. */
export const system = ({ clock }: TestOrganization) => ({ ...systemContext('worker', clock), clock });
export const watch = (organization: TestOrganization) => watchDrift(system(organization));

/** A site whose answers a test changes: headers of its first page, its status, and its verification file. */
export type ShownSite = {
  status: number;
  headers: Record<string, string> | (() => Record<string, string>);
  /** Its content, or the answer in its place. */
  file: string | null | { status: number; location: string };
  /** Every other address has the file too. */
  everywhere: boolean;
  requests: string[];
  isAway: boolean;
};

function answerFile(response: ServerResponse, file: ShownSite['file']): void {
  if (file === null) response.writeHead(404).end();
  else if (typeof file === 'string') response.end(file);
  else response.writeHead(file.status, { location: file.location }).end();
}

/** An approved asset whose website is a server on this machine, with its verification file in place. */
export async function approvedSite(organization: TestOrganization) {
  const shown: ShownSite = {
    ...{ status: 200, headers: { server: 'nginx/1.2', 'x-frame-options': 'DENY' } },
    ...{ file: null, everywhere: false, requests: [], isAway: false },
  };
  const answer: RequestListener = (request, response) => {
    shown.requests.push(request.url ?? '');
    if (shown.isAway) {
      request.socket.destroy();
      return;
    }
    response.setHeader('connection', 'close');
    if (request.url === '/') {
      const headers = typeof shown.headers === 'function' ? shown.headers() : shown.headers;
      response.writeHead(shown.status, headers).end('<h1>Hello</h1>');
    } else if (request.url === '/hwwebscan_verify.html' || shown.everywhere) answerFile(response, shown.file);
    else response.writeHead(404).end();
  };
  const server = createServer(answer);
  const port = await listenOnNewHost(server);
  onTestFinished(() => void server.close());
  const { id: assetId, sites } = await approvedAsset(organization);
  const websiteId = sites[0]?.id ?? '';
  const host = await moveTo(organization, websiteId, port, 'http');
  const { token } = await database().ownershipChallenge.findFirstOrThrow({
    where: { websiteId, replacedAt: null },
  });
  shown.file = `${token} ${host}`;
  return { assetId, websiteId, shown, host, deps: depsFor(host) };
}

/** Lets the website be at a port of this machine, which the adding verb refuses. */
export async function moveTo(
  organization: TestOrganization,
  websiteId: string,
  port: number,
  scheme: 'http' | 'https',
  address = '127.0.0.1',
): Promise<string> {
  const host = `${address}:${port}`;
  await database().website.update({
    where: { id: websiteId },
    data: { host, origin: `${scheme}://${host}`, verifiedAt: null },
  });
  await issueChallenge(organization.as('EDITOR'), { websiteId });
  return host;
}

export const depsFor = (host: string, extraCa?: string) => ({
  outbound: createOutbound({
    extraPorts: [],
    allowPrivate: [host],
    ...(extraCa === undefined ? {} : { extraCa }),
  }),
  resolve: async () => ['127.0.0.1'],
  // A look of the product gives up sooner than a test on a slow machine may.
  timeoutMs: 60_000,
});

export const watchOf = ({ websiteId }: { websiteId: string }) =>
  database().driftWatch.findUniqueOrThrow({ where: { websiteId } });

/** What people of the organization were told, the first first: kind, first thing, how many more. */
export async function readTold({ id }: TestOrganization): Promise<string[]> {
  const rows = await database().noticeEvent.findMany({
    where: { organizationId: id, kind: { startsWith: 'drift.' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ kind, values }) => {
    const { thing, more } = values as { thing: string; more: number };
    return `${kind} ${thing} ${more}`;
  });
}

/** A daily probe of the asset's `queryInstance` that ended now. */
export async function probed(
  { id: organizationId, clock }: TestOrganization,
  assetId: string,
  json: Record<string, unknown>,
  isPassed = true,
): Promise<void> {
  const at = clock.now();
  await database().message.create({
    data: {
      ...{ id: newId(), organizationId, assetId, protocol: 'V2', activity: 'queryInstance', caseName: '' },
      ...{ purpose: 'PROBE', isPassed, status: 200, totalMs: 1, warningCount: 0, attemptCount: 1 },
      ...{ lastAttemptAt: at, createdAt: at },
      attempts: {
        create: {
          ...{ id: newId(), sequence: 1, startedAt: at, method: 'GET', isPassed, status: 200, timing: {} },
          ...{ requestBytes: 1, responseBytes: 1, sealed: '', maskedUrl: '', maskedRequestHead: [] },
          ...{ maskedChecks: [], maskedExplanations: [], maskedResponseJson: json as never },
        },
      },
    },
  });
}
