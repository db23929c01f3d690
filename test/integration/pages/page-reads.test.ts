import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCasePage } from '@/app/(desk)/assets/[assetId]/connection/[activity]/read-case-page';
import { readConnection } from '@/app/(desk)/assets/[assetId]/connection/read-connection';
import { readRun } from '@/app/(desk)/assets/[assetId]/connection/runs/[runId]/read-run';
import { readRelease } from '@/app/(desk)/assets/[assetId]/release/read-release';
import { readSelfCheck } from '@/app/(desk)/assets/[assetId]/self-check/read-self-check';
import { readAssetWebsites } from '@/app/(desk)/assets/[assetId]/websites/read-asset-websites';
import { readBulkRun } from '@/app/(desk)/assets/bulk/[runId]/read-bulk-run';
import { readHub } from '@/app/(desk)/assets/read-hub';
import { readMessage } from '@/app/(desk)/messages/[messageId]/read-message';
import { readRestart } from '@/app/(desk)/messages/restarts/[restartId]/read-restart';
import { readProduct } from '@/app/(desk)/products/[productId]/read-product';
import { readAppeal } from '@/app/(desk)/requests/[submissionId]/appeal/read-appeal';
import { readRequestPage } from '@/app/(desk)/requests/[submissionId]/read-request-page';
import { readReview } from '@/app/(desk)/review/[submissionId]/read-review';
import { readScan } from '@/app/(desk)/scans/[scanId]/read-scan';
import { readEndpoint } from '@/app/(desk)/settings/webhooks/[endpointId]/read-endpoint';
import { readLogin } from '@/app/(desk)/websites/[websiteId]/login/read-login';
import { readComparedOpinion } from '@/app/(desk)/websites/[websiteId]/opinions/[opinionId]/read-compared-opinion';
import { readOwnership } from '@/app/(desk)/websites/[websiteId]/read-ownership';
import { readWebsiteScans } from '@/app/(desk)/websites/[websiteId]/scans/read-website-scans';
import type { Context } from '@/lib/auth/actor';
import { recordStatements } from '../setup/record-statements';
import { seedPages } from './seed-pages';

const signedIn = vi.hoisted(() => ({ context: null as Context | null }));
vi.mock('@/app/current-actor', () => ({
  requireContext: async () => signedIn.context,
  requireMemberContext: async () => signedIn.context,
}));

const DESK = path.resolve(import.meta.dirname, '../../../app/(desk)');

let seed: Awaited<ReturnType<typeof seedPages>>;
beforeAll(async () => {
  seed = await seedPages();
});
afterEach(() => vi.restoreAllMocks());

type Reader = { atMost: number; read: (ids: typeof seed) => Promise<unknown> };

/** By file below app/(desk): what a page about one thing reads, in so many statements at most. */
const READERS: Record<string, Reader> = {
  'assets/[assetId]/connection/[activity]/read-case-page.ts': {
    atMost: 11,
    read: ({ assetId }) => readCasePage(assetId, 'newInstance', null),
  },
  'assets/[assetId]/connection/read-connection.ts': {
    atMost: 17,
    read: ({ assetId }) => readConnection(assetId),
  },
  'assets/[assetId]/connection/runs/[runId]/read-run.ts': {
    atMost: 11,
    read: ({ assetId, runId }) => readRun(assetId, runId),
  },
  'assets/[assetId]/self-check/read-self-check.ts': {
    atMost: 11,
    read: ({ assetId }) => readSelfCheck(assetId),
  },
  'assets/[assetId]/websites/read-asset-websites.ts': {
    atMost: 17,
    read: ({ assetId }) => readAssetWebsites(assetId, '', ''),
  },
  'assets/[assetId]/release/read-release.ts': {
    atMost: 9,
    read: ({ assetId }) => readRelease(assetId),
  },
  'assets/bulk/[runId]/read-bulk-run.ts': { atMost: 3, read: ({ bulkId }) => readBulkRun(bulkId, '') },
  'assets/read-hub.ts': { atMost: 11, read: ({ assetId }) => readHub(assetId) },
  'messages/[messageId]/read-message.ts': {
    atMost: 3,
    read: ({ messageId }) => readMessage(messageId, null),
  },
  'messages/restarts/[restartId]/read-restart.ts': {
    atMost: 3,
    read: ({ restartId }) => readRestart(restartId),
  },
  'products/[productId]/read-product.ts': { atMost: 2, read: ({ productId }) => readProduct(productId) },
  'requests/[submissionId]/appeal/read-appeal.ts': {
    atMost: 28,
    read: ({ submissionId }) => readAppeal(submissionId, null),
  },
  'requests/[submissionId]/read-request-page.ts': {
    atMost: 21,
    read: ({ submissionId }) => readRequestPage(submissionId),
  },
  'review/[submissionId]/read-review.ts': {
    atMost: 32,
    read: ({ submissionId }) => readReview(submissionId, null),
  },
  'scans/[scanId]/read-scan.ts': { atMost: 17, read: ({ scanId }) => readScan(scanId) },
  'settings/webhooks/[endpointId]/read-endpoint.ts': {
    atMost: 3,
    read: ({ endpointId }) => readEndpoint(endpointId, '', ''),
  },
  'websites/[websiteId]/login/read-login.ts': { atMost: 12, read: ({ websiteId }) => readLogin(websiteId) },
  'websites/[websiteId]/opinions/[opinionId]/read-compared-opinion.ts': {
    atMost: 12,
    read: ({ websiteId, opinionId }) => readComparedOpinion(websiteId, opinionId, null),
  },
  'websites/[websiteId]/read-ownership.ts': {
    atMost: 16,
    read: ({ websiteId }) => readOwnership(websiteId),
  },
  'websites/[websiteId]/scans/read-website-scans.ts': {
    atMost: 18,
    read: ({ websiteId }) => readWebsiteScans(websiteId, null),
  },
};

it('knows every page reader', () => {
  const files = readdirSync(DESK, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.tsx?$/.test(file) && /PageReader\(|\bpageReader\(/.test(readFileSync(path.join(DESK, file), 'utf8')),
  );
  expect(files.sort()).toEqual(Object.keys(READERS).sort());
});

describe('a page about one thing', () => {
  it.each(Object.entries(READERS))('reads nothing twice and writes nothing: %s', async (file, reader) => {
    signedIn.context = file.startsWith('review/') ? seed.reviewer : seed.organization.as('OWNER');
    const sent = await recordStatements(() => reader.read(seed));
    expect(sent.filter(({ text }) => !/^\s*(SELECT|WITH)\b/.test(text))).toEqual([]);
    const statements = sent.map(({ text, values }) => JSON.stringify([text, values]));
    expect(statements.filter((one, index) => statements.indexOf(one) !== index)).toEqual([]);
    expect(sent.length, statements.join('\n')).toBeLessThanOrEqual(reader.atMost);
    expect(sent.length).toBeGreaterThan(1);
  });
});
