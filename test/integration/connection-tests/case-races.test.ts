import { describe, expect, it } from 'vitest';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { cancelConnectionRun } from '@/lib/connection-tests/cancel-connection-run';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { getCase } from '@/lib/connection-tests/get-case';
import { database, inTransaction } from '@/lib/db/client';
import type { OutboundRequest } from '@/lib/http/exchange';
import { eventually } from '../setup/eventually';
import { type Bench, newBench, readCalls, readRun } from './seller';

/** The runner of the bench, with something done before the first call goes out. */
function before(bench: Bench, act: () => Promise<unknown>) {
  let isDone = false;
  const connect = (url: string) => {
    const outbound = bench.runner.connect(url);
    const send = async (request: OutboundRequest) => {
      if (!isDone) {
        isDone = true;
        await act();
      }
      return outbound.send(request);
    };
    return { ...outbound, send };
  };
  return { ...bench.runner, connect };
}

const isSomebodyWaiting = async (): Promise<boolean> => {
  const [row] = await database().$queryRaw<{ waiting: boolean }[]>`
    SELECT count(*) > 0 AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%ConnectionRun%'`;
  return row?.waiting ?? false;
};

describe('a case that is saved while it runs', () => {
  it.each([
    ['as it was saved before', false],
    ['with the builder’s request', true],
  ])('keeps what was saved, and no result of another request: %s', async (_how, isFromBuilder) => {
    const bench = await newBench();
    const editor = bench.organization.as('EDITOR');
    await bench.runThrough([{ activity: 'newInstance' }]);
    const { request, row } = await getCase(editor, bench.assetId, 'newInstance');
    const changed = { ...request, customerName: 'Saved meanwhile' };
    const seen = { assetId: bench.assetId, caseId: row.saved?.id, version: row.saved?.version };
    const wish = isFromBuilder ? { request: { ...request, customerName: 'Of the builder' } } : {};
    const { runId } = await bench.request([{ activity: 'newInstance', ...wish }]);
    await bench.work(runId, { using: before(bench, () => saveCase(editor, { ...seen, request: changed })) });
    expect((await readRun(runId)).items).toMatchObject([{ state: 'WARNED' }]);
    const after = await getCase(editor, bench.assetId, 'newInstance');
    expect(after.request).toMatchObject({ customerName: 'Saved meanwhile' });
    expect(after.row.state).toBe('OUTDATED');
  });
});

describe('a run', () => {
  it('of an asset that was deleted meanwhile calls nobody', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await deleteAsset(bench.organization.as('EDITOR'), bench.assetId);
    await bench.work(runId);
    expect(await readCalls(bench.assetId)).toEqual([]);
    expect(await readRun(runId)).toMatchObject({
      status: 'FINISHED',
      items: [{ state: 'NOT_RUN' }, {}, {}, {}, {}],
    });
  });

  it('that is cancelled while its worker gives it back keeps what had ended', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    const { items } = await readRun(runId);
    let cancelled = Promise.resolve();
    await inTransaction(async (tx) => {
      const ended = items.map((item, index) => (index === 0 ? { ...item, state: 'PASSED' } : item));
      await tx.connectionRun.update({ where: { id: runId }, data: { items: ended as object[] } });
      const editor = bench.organization.as('EDITOR');
      cancelled = cancelConnectionRun(editor, { assetId: bench.assetId, runId });
      await eventually(isSomebodyWaiting);
    });
    await cancelled;
    expect(await readRun(runId)).toMatchObject({
      status: 'CANCELLED',
      items: [{ state: 'PASSED' }, { state: 'NOT_RUN', reason: 'CANCELLED' }, {}, {}, {}],
    });
  });

  it('ends with its results where the proof beside it cannot be kept', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    const prove = () => Promise.reject(new Error('no proof'));
    await bench.work(runId, { using: { ...bench.runner, prove } });
    expect(await readRun(runId)).toMatchObject({
      status: 'FINISHED',
      items: [{ state: 'WARNED' }, {}, {}, {}, {}],
    });
  });
});
