import { describe, expect, it } from 'vitest';
import { configuration } from '@/lib/config/configuration';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { getCase } from '@/lib/connection-tests/get-case';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { database } from '@/lib/db/client';
import type { Exchange } from '@/lib/http/exchange';
import { findText } from '../setup/find-text';
import { ACCESS_KEY, newBench, readRun } from './seller';

const BUYER = 'pl4nted-buyer@example.com';
const OTHER = 'pl4nted-other@example.com';

describe('what is secret in a request', () => {
  it('stands in clear neither in a case nor in a run, waiting or ended', async () => {
    const bench = await newBench();
    const editor = bench.organization.as('EDITOR');
    const { request } = await getCase(editor, bench.assetId, 'newInstance');
    const asked = { ...request, userName: BUYER, email: BUYER, clientSecret: BUYER };
    const place = { assetId: bench.assetId, activity: 'newInstance' };
    const { caseId } = await addCase(editor, {
      ...place,
      name: 'Trial',
      request: { ...asked, email: OTHER },
    });
    const { runId } = await bench.request([
      { activity: 'newInstance', request: asked },
      { activity: 'newInstance', caseName: 'Trial' },
    ]);
    expect([await findText(BUYER), await findText(OTHER)]).toEqual([[], []]);

    await bench.work(runId);
    expect((await readRun(runId)).items.map(({ state }) => state)).toEqual(['WARNED', 'WARNED']);
    expect([await findText(BUYER), await findText(OTHER)]).toEqual([[], []]);
    expect((await getCase(editor, bench.assetId, 'newInstance')).request).toMatchObject({ email: BUYER });
    const trial = await getCase(editor, bench.assetId, 'newInstance', caseId);
    expect(trial.request).toMatchObject({ email: OTHER, clientSecret: BUYER });
  });

  it('is masked for those who may not reveal', async () => {
    const bench = await newBench();
    const { request } = await getCase(bench.organization.as('EDITOR'), bench.assetId, 'newInstance');
    await bench.runThrough([{ activity: 'newInstance', request: { ...request, email: BUYER } }]);
    const seen = await getCase(bench.organization.as('VIEWER'), bench.assetId, 'newInstance');
    expect(seen.request).toMatchObject({ activity: 'newInstance', email: '********' });
    expect(JSON.stringify(seen)).not.toContain('pl4nted');
  });

  it('goes on being sent by the worker that takes a run over', async () => {
    const bench = await newBench();
    const { request } = await getCase(bench.organization.as('EDITOR'), bench.assetId, 'newInstance');
    const { runId } = await bench.request([
      { activity: 'newInstance', request: { ...request, email: BUYER } },
    ]);
    const stop = new AbortController();
    stop.abort();
    await bench.work(runId, { signal: stop.signal });
    expect(await readRun(runId)).toMatchObject({ status: 'QUEUED' });
    const sent: string[] = [];
    const connect = (url: string) => {
      const outbound = bench.runner.connect(url);
      const send: typeof outbound.send = (call) => {
        sent.push(new TextDecoder().decode(call.body));
        return outbound.send(call);
      };
      return { ...outbound, send };
    };
    await bench.work(runId, { workerId: 'worker-b', using: { ...bench.runner, connect } });
    expect(sent.map((body) => JSON.parse(body).email)).toEqual([BUYER]);
  });
});

describe('what a seller answers', () => {
  const answering = (body: string) => async (call: { method: string; url: string }) => ({
    ok: true as const,
    exchange: {
      startedAt: new Date(),
      request: { method: call.method, url: call.url, headers: [], body: new Uint8Array() },
      response: {
        status: 200,
        headers: [['Content-Type', 'application/json']],
        body: new TextEncoder().encode(body),
        decodedBody: new TextEncoder().encode(body),
        isTruncated: false,
      },
      timing: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 1, totalMs: 5 },
      connection: { remoteAddress: '127.0.0.1', remotePort: 443, tls: null },
    } as unknown as Exchange,
  });

  it.each([
    ['with NUL in its code is kept', '{"resultCode":"0\\u0000123","resultMsg":"password=pl4nted-in-page"}'],
    ['with half a character in its code is kept', '{"resultCode":"\\ud800","resultMsg":"x"}'],
  ])('%s', async (_what, body) => {
    const bench = await newBench();
    const connect = () => ({ send: answering(body), close: () => undefined });
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    await bench.work(runId, { using: { ...bench.runner, connect } });
    const run = await readRun(runId);
    expect(run).toMatchObject({ status: 'FINISHED', items: [{ state: 'FAILED' }] });
    expect(JSON.stringify(run.items)).not.toContain('pl4nted');
    expect(await database().message.count({ where: { runId } })).toBeGreaterThan(0);
  });

  it('repeats of the keys is masked', async () => {
    const bench = await newBench();
    const body = `{"resultCode":"${ACCESS_KEY}","resultMsg":"key was ${ACCESS_KEY}"}`;
    const connect = () => ({ send: answering(body), close: () => undefined });
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    await bench.work(runId, { using: { ...bench.runner, connect } });
    expect(await findText(ACCESS_KEY)).toEqual([]);
  });
});

it('moves to the encryption key of today when it is used, so that the one before can be dropped', async () => {
  const bench = await newBench();
  const editor = bench.organization.as('EDITOR');
  const { assetId } = bench;
  const { request } = await getCase(editor, assetId, 'newInstance');
  const trial = { activity: 'newInstance', name: 'Trial', request: { ...request, email: BUYER } };
  await addCase(editor, { assetId, ...trial });
  const keys = configuration().ENCRYPTION_KEYS;
  keys.unshift({ id: 'new', key: new Uint8Array(32).fill(8) });
  try {
    await bench.runThrough([{ activity: 'newInstance' }]);
  } finally {
    const [today] = keys.splice(0, 1);
    const dropped = keys.splice(0, keys.length, ...(today ? [today] : []));
    try {
      const { items } = await bench.runThrough([{ activity: 'newInstance', caseName: 'Trial' }]);
      expect(items).toMatchObject([{ state: 'WARNED' }]);
      const [row] = (await getConnection(editor, assetId, bench.allowed)).cases;
      const { id = '' } = row?.named[0]?.saved ?? {};
      expect((await getCase(editor, assetId, 'newInstance', id)).request).toMatchObject({ email: BUYER });
    } finally {
      keys.splice(0, keys.length, ...dropped);
    }
  }
});
