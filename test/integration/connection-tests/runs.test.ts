import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getCase } from '@/lib/connection-tests/get-case';
import { CONNECTION_WORK } from '@/lib/connection-tests/run/connection-work';
import { database } from '@/lib/db/client';
import type { Exchange, OutboundRequest } from '@/lib/http/exchange';
import { recoverLongWork } from '@/lib/jobs/recover-long-work';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { moveBack } from '../setup/move-back';
import { ACCESS_KEY, type Bench, declared, newBench, readCalls, readRun, STALLED_AFTER_MS } from './seller';

const FIVE = ['newInstance', 'queryInstance', 'refreshInstance', 'updateInstanceStatus', 'releaseInstance'];

/** The runner of the bench, with every call seen and a word before it goes out. */
function watched(bench: Bench, before: (request: OutboundRequest, index: number) => void = () => undefined) {
  const exchanges: Exchange[] = [];
  let sent = 0;
  const using = {
    ...bench.runner,
    connect: (url: string) => {
      const outbound = bench.runner.connect(url);
      return {
        ...outbound,
        send: async (request: OutboundRequest) => {
          before(request, sent++);
          const result = await outbound.send(request);
          if (result.ok) exchanges.push(result.exchange);
          return result;
        },
      };
    },
  };
  return { using, exchanges };
}

describe('running all cases', () => {
  it('passes all five about one instance, and keeps every exchange byte by byte', async () => {
    const bench = await newBench();
    const { using, exchanges } = watched(bench);
    const { runId } = await bench.request();
    await bench.work(runId, { using });

    const run = await readRun(runId);
    expect(run).toMatchObject({ status: 'FINISHED', declarationVersion: 1 });
    expect(run.items.map(({ activity, state }) => [activity, state])).toEqual(
      // The seller's port is none of 443, which is worth a warning.
      FIVE.map((activity) => [activity, 'WARNED']),
    );
    const calls = await readCalls(bench.assetId);
    expect(calls.map(({ activity }) => activity)).toEqual(FIVE);
    for (const [index, call] of calls.entries()) {
      const [attempt] = call.attempts;
      const seen = exchanges[index];
      expect(attempt?.url).toBe(seen?.request.url);
      expect(attempt?.requestHead).toEqual(seen?.request.headers);
      expect(attempt?.requestBody).toEqual(seen?.request.body);
      expect(attempt?.responseHead).toEqual(seen?.response.headers);
      expect(attempt?.responseBody).toEqual(seen?.response.body);
      expect(attempt?.responseHead).toContainEqual(['Body-Sign', expect.stringContaining('HMAC-SHA256')]);
      const request = { url: attempt?.url ?? '', body: attempt?.requestBody ?? new Uint8Array() };
      const policy = { accessKey: ACCESS_KEY, clock: bench.clock, nonces: null };
      expect(verifyV2Request(request, policy, nodePrimitives)).toMatchObject({
        ok: true,
        unit: 'milliseconds',
      });
    }
    const bodies = exchanges.map(({ request }) => JSON.parse(new TextDecoder().decode(request.body)));
    const { instanceId } = JSON.parse(new TextDecoder().decode(exchanges[0]?.response.body));
    expect(bodies.slice(1).map((body) => body.instanceId)).toEqual(Array(4).fill(instanceId));
    expect(JSON.stringify(calls)).not.toContain(ACCESS_KEY);
    const connection = await bench.read();
    expect(connection.cases.map(({ state }) => state)).toEqual(Array(5).fill('PASSED'));
    expect(connection.instance).toMatchObject({ instanceId, isReleased: true });
  });

  it('asks the seller once for two runs asked for at once', async () => {
    const bench = await newBench();
    const outcomes = await Promise.allSettled([bench.request(), bench.request()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { message: 'connection.alreadyRunning' } },
    });
    expect(await database().connectionRun.count({ where: { assetId: bench.assetId } })).toBe(1);
  });

  it('calls the seller once when two workers take the run at once', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await Promise.all([bench.work(runId), bench.work(runId, { workerId: 'worker-b' })]);
    expect(await readCalls(bench.assetId)).toHaveLength(5);
  });

  it('does not run the others without an instance to ask about', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('http-500', true);
    const { items } = await bench.runThrough();
    expect(items.map(({ state, reason }) => [state, reason])).toEqual([
      ['FAILED', undefined],
      ...Array(4).fill(['NOT_RUN', 'NO_INSTANCE']),
    ]);
  });

  it('asks about no released instance when newInstance fails', async () => {
    const bench = await newBench();
    await bench.runThrough();
    bench.seller.state.setFault('missing-instance-id', true);
    const { items } = await bench.runThrough();
    expect(items.map(({ state }) => state)).toEqual(['FAILED', ...Array(4).fill('NOT_RUN')]);
    expect((await bench.read()).cases.map(({ state }) => state)).toEqual([
      'FAILED',
      ...Array(4).fill('PASSED'),
    ]);
  });

  it('goes on with the living instance when newInstance fails', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    bench.seller.state.setFault('missing-instance-id', true);
    const { items } = await bench.runThrough();
    expect(items.map(({ state }) => state)).toEqual(['FAILED', 'FAILED', 'WARNED', 'WARNED', 'WARNED']);
  });

  it('asks about 000004 of newInstance until the instance is ready', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('in-progress', true);
    const { items } = await bench.runThrough([{ activity: 'newInstance' }]);
    expect(items).toMatchObject([
      { state: 'WARNED', finding: null, messageIds: Array(4).fill(expect.any(String)) },
    ]);
    const calls = await readCalls(bench.assetId);
    expect(calls.map(({ activity, purpose, resultCode }) => [activity, purpose, resultCode])).toEqual([
      ['newInstance', 'CASE', '000004'],
      ...Array(2).fill(['queryInstance', 'POLL', '000004']),
      ['queryInstance', 'POLL', '000000'],
    ]);
    const [row] = (await bench.read()).cases;
    expect(row).toMatchObject({ state: 'PASSED', saved: { lastMessageId: calls[0]?.id } });
  });
});

describe('results and the declaration', () => {
  it('are outdated when it changes, and count again after another run', async () => {
    const bench = await newBench();
    await bench.runThrough();
    const { as } = bench.organization;
    const changed = { productionUrl: bench.seller.sites.vulnerable.produceUrl, accessKey: '', version: 1 };
    await saveDeclaration(as('EDITOR'), declared(bench.assetId, changed));
    expect((await bench.read()).cases.map(({ state }) => state)).toEqual(Array(5).fill('OUTDATED'));
  });

  it('a new access key outdates them as well', async () => {
    const bench = await newBench();
    await bench.runThrough();
    const productionUrl = bench.seller.sites.safe.produceUrl;
    await saveDeclaration(
      bench.organization.as('EDITOR'),
      declared(bench.assetId, { productionUrl, accessKey: 'another-key', version: 1 }),
    );
    expect((await bench.read()).cases[0]?.state).toBe('OUTDATED');
    const { items } = await bench.runThrough([{ activity: 'newInstance' }]);
    expect(items[0]).toMatchObject({ state: 'FAILED' });
    const cases = (await readCalls(bench.assetId)).filter(({ purpose }) => purpose === 'CASE');
    expect(cases.at(-1)).toMatchObject({
      failureCode: 'RESULT_CODE',
      resultCode: '000001',
    });
  });

  it('a run whose declaration changed before it began calls nobody', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    const productionUrl = bench.seller.sites.safe.produceUrl;
    await saveDeclaration(
      bench.organization.as('EDITOR'),
      declared(bench.assetId, { productionUrl, accessKey: '', version: 1, provisioningInfo: ['MOBILE'] }),
    );
    await bench.work(runId);
    expect(await readRun(runId)).toMatchObject({
      status: 'FINISHED',
      items: FIVE.map(() => ({ state: 'NOT_RUN', reason: 'DECLARATION_CHANGED' })),
    });
    expect(await readCalls(bench.assetId)).toEqual([]);
  });

  it('ends when the stored key can no longer be read, and says so', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await database().connectionAccessKey.updateMany({
      where: { assetId: bench.assetId },
      data: { sealed: 'not-a-sealed-key' },
    });
    await bench.work(runId);
    expect(await readRun(runId)).toMatchObject({
      status: 'FINISHED',
      items: FIVE.map(() => ({ state: 'NOT_RUN', reason: 'ACCESS_KEY_UNREADABLE' })),
    });
  });
});

describe('one case from the builder', () => {
  const readCase = (bench: Bench, activity: string) =>
    getCase(bench.organization.as('EDITOR'), bench.assetId, activity);

  it('begins without a request where an instance has to be made first', async () => {
    const bench = await newBench();
    expect((await readCase(bench, 'queryInstance')).request).toBeNull();
    expect((await readCase(bench, 'newInstance')).request).toMatchObject({ activity: 'newInstance' });
    await expect(readCase(bench, 'tenantSync')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sends its own request, and saves it when it passes', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    const { request } = await readCase(bench, 'updateInstanceStatus');
    expect(request).toMatchObject({ status: 'FREEZE' });
    const changed = { ...request, status: 'UNFREEZE', extra: 'kept' };
    const { items } = await bench.runThrough([{ activity: 'updateInstanceStatus', request: changed }]);
    expect(items).toMatchObject([{ state: 'WARNED' }]);
    const [, call] = await readCalls(bench.assetId);
    expect(JSON.parse(new TextDecoder().decode(call?.attempts[0]?.requestBody))).toEqual(changed);
    const after = await readCase(bench, 'updateInstanceStatus');
    expect(after.request).toEqual(changed);
    expect(after.lastCall?.id).toBe(call?.id);
  });

  it('does not save a request that failed', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    const { request } = await readCase(bench, 'queryInstance');
    const wrong = { ...request, instanceId: 'unknown', extra: 'lost' };
    await bench.runThrough([{ activity: 'queryInstance', request: wrong }]);
    const after = await readCase(bench, 'queryInstance');
    expect(after.row.saved).toMatchObject({ sealedRequest: null, lastPassed: false });
    expect(after.request).toEqual(request);
    expect(after.lastCall).toMatchObject({ failureCode: 'RESULT_CODE', resultCode: '000003' });
  });

  it('refuses a request beyond the limits, field by field, and queues nothing', async () => {
    const bench = await newBench();
    const request = { activity: 'newInstance', orderId: 'o'.repeat(65), testFlag: '7' };
    await expect(bench.request([{ activity: 'newInstance', request }])).rejects.toMatchObject({
      code: 'VALIDATION',
      details: {
        fields: [
          { field: 'testFlag', message: 'connection.request.NOT_ONE_OF', values: { allowed: ['0', '1'] } },
          { field: 'orderId', message: 'connection.request.TOO_LONG', values: { length: 65, maxLength: 64 } },
          { field: 'orderLineId', message: 'connection.request.REQUIRED', values: { field: 'orderLineId' } },
          { field: 'businessId', message: 'connection.request.REQUIRED' },
        ],
      },
    });
    expect(await database().connectionRun.count({ where: { assetId: bench.assetId } })).toBe(0);
  });
});

describe('a worker that goes away', () => {
  it('leaves its run to another, which repeats no finished case', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    const { using } = watched(bench, (_, index) => {
      if (index === 2) throw new Error('the worker is killed');
    });
    await expect(bench.work(runId, { using })).rejects.toThrow('killed');
    expect(await readRun(runId)).toMatchObject({ status: 'RUNNING', workerId: 'worker-a' });

    const system = systemContext('worker', bench.clock);
    await recoverLongWork(system, CONNECTION_WORK, STALLED_AFTER_MS);
    expect(await readRun(runId)).toMatchObject({ status: 'RUNNING', workerId: 'worker-a' });
    await moveBack('ConnectionRun', runId, STALLED_AFTER_MS);
    await recoverLongWork(system, CONNECTION_WORK, STALLED_AFTER_MS);
    expect(await readRun(runId)).toMatchObject({ status: 'QUEUED', workerId: null });

    await bench.work(runId, { workerId: 'worker-b' });
    expect((await readRun(runId)).items.map(({ state }) => state)).toEqual(Array(5).fill('WARNED'));
    expect((await readCalls(bench.assetId)).map(({ activity }) => activity)).toEqual(FIVE);
  });

  it('gives its run back when it is told to stop, also in the middle of a call', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    const stop = new AbortController();
    const { using } = watched(bench, (_, index) => {
      if (index === 1) stop.abort();
    });
    await bench.work(runId, { using, signal: stop.signal });
    const given = await readRun(runId);
    expect(given).toMatchObject({ status: 'QUEUED', workerId: null });
    expect(given.items.map(({ state }) => state)).toEqual(['WARNED', ...Array(4).fill('WAITING')]);
    expect(await readCalls(bench.assetId)).toHaveLength(1);

    await bench.work(runId, { workerId: 'worker-b' });
    expect((await readCalls(bench.assetId)).map(({ activity }) => activity)).toEqual(FIVE);
  });
});
