import { randomBytes } from 'node:crypto';
import { afterEach } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { authoriseSystem, systemContext, toOrganizationScope } from '@/lib/auth/actor';
import type { ConnectionRun } from '@/lib/connection-tests/connection-record';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { type ConnectionRunner, runQueuedConnection } from '@/lib/connection-tests/run/run-queued-connection';
import { HOUR_MS, systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import type { Outbound } from '@/lib/http/exchange';
import { createOutbound } from '@/lib/http/outbound';
import { requireMessage } from '@/lib/messages/require-message';
import { newOrganization, type TestOrganization } from '../setup/people';

export const ACCESS_KEY = 'planted-access-key-51c9';

export const declared = (assetId: string, changes: Record<string, unknown> = {}) => ({
  assetId,
  version: 0,
  protocol: 'V2',
  productKind: 'COMMON',
  billingModes: ['YEARLY_MONTHLY'],
  productionUrl: 'https://saas.example.com/produce',
  accessKey: ACCESS_KEY,
  extensionParameters: [],
  provisioningInfo: [],
  encryptionAlgorithm: 'AES256',
  ...changes,
});

/** A draft of its own in an organization of its own. */
export async function newAsset(organization: TestOrganization) {
  return createAsset(organization.as('EDITOR'), { category: 'SAAS', name: 'Billing desk' });
}

const opened: FakeSeller[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((seller) => seller.close()));
});

/** Longer than any test takes: only rows that are moved back are silent. */
export const STALLED_AFTER_MS = HOUR_MS;
type CaseWish = { activity: string; caseName?: string; request?: object };

export type Bench = Awaited<ReturnType<typeof newBench>>;

/**
 * An asset whose production URL is a fake seller in this process. Both share one clock, which stands still: the
 * seller's pauses move it. It starts now, because TLS reads the system's clock.
 */
export async function newBench(
  pause: (ms: number, clock: TestOrganization['clock']) => Promise<void> = async (ms, clock) =>
    clock.advanceMs(ms),
) {
  const organization = await newOrganization(new Date().toISOString());
  const { clock } = organization;
  const seller = await startFakeSeller({ accessKey: ACCESS_KEY }, { clock, pause: (ms) => pause(ms, clock) });
  opened.push(seller);
  const { produceUrl, port } = seller.sites.safe;
  const allowed = new Set([`localhost:${port}`]);
  const asset = await newAsset(organization);
  await saveDeclaration(organization.as('EDITOR'), declared(asset.id, { productionUrl: produceUrl }));
  const policy = { extraPorts: [port], allowPrivate: allowed, extraCa: seller.caPem };
  const runner: ConnectionRunner = {
    connect: () => {
      const outbound = createOutbound(policy, { clock });
      // A millisecond between two calls, so that they have an order.
      const send: Outbound['send'] = (request) => {
        clock.advanceMs(1);
        return outbound.send(request);
      };
      return { send, close: outbound.close };
    },
    prove: async (url) => ({ url, checkedAt: clock.now(), checks: [] }),
    random: (size) => new Uint8Array(randomBytes(size)),
    pause: async (ms) => clock.advanceMs(ms),
    every: () => () => undefined,
    stalledAfterMs: STALLED_AFTER_MS,
  };
  /** All cases or these, one after another, unless `wish` says otherwise. */
  const request = (cases: CaseWish[] | null = null, wish: object = {}) => {
    const all = { assetId: asset.id, sections: ['cases'], cases, parallelism: 1 };
    return requestConnectionRun(organization.as('EDITOR'), { ...all, ...wish }, allowed);
  };
  const work = (
    runId: string,
    { workerId = 'worker-a', signal = new AbortController().signal, using = runner } = {},
  ) => runQueuedConnection(systemContext('worker', clock), { runId, workerId, signal }, using);
  return {
    organization,
    clock,
    seller,
    assetId: asset.id,
    allowed,
    runner,
    request,
    work,
    /** Runs all cases, or these, to their end. */
    async runThrough(cases: CaseWish[] | null = null, wish: object = {}) {
      const { runId } = await request(cases, wish);
      await work(runId);
      return readRun(runId);
    },
    read: () => getConnection(organization.as('VIEWER'), asset.id, allowed),
  };
}

/** A run as it is in the database. */
export async function readRun(runId: string) {
  const row = await database().connectionRun.findUniqueOrThrow({ where: { id: runId } });
  return { ...row, items: row.items as unknown as ConnectionRun['items'] };
}

/** The calls of an asset in the order in which they were made, each with its attempt as it was. */
export async function readCalls(assetId: string) {
  const rows = await database().message.findMany({
    where: { assetId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const platform = authoriseSystem(systemContext('worker', systemClock));
  const calls = [];
  for (const row of rows) {
    const { attempt, ...message } = await requireMessage(
      database(),
      toOrganizationScope(row, platform),
      row.id,
    );
    calls.push({ ...message, attempts: attempt ? [attempt] : [] });
  }
  return calls;
}
