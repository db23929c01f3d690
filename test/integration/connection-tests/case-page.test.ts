import { describe, expect, it } from 'vitest';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { renameCase } from '@/lib/connection-tests/cases/rename-case';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getCase } from '@/lib/connection-tests/get-case';
import { newOrganization } from '../setup/people';
import { ACCESS_KEY, type Bench, declared, newBench } from './seller';

const NEW_INSTANCE = 'newInstance';
const readCase = (bench: Bench, activity = NEW_INSTANCE, caseId: string | null = null) =>
  getCase(bench.organization.as('VIEWER'), bench.assetId, activity, caseId);

/** Keeps a template of newInstance as a case. */
async function addOlderOrder(bench: Bench) {
  const { samples } = await readCase(bench);
  const request = samples.find(({ templateId }) => templateId === 'with-order-info')?.request;
  const input = { assetId: bench.assetId, activity: NEW_INSTANCE, name: 'Older order', request };
  return addCase(bench.organization.as('EDITOR'), input);
}

describe('the page of a case', () => {
  it('offers each template, about what the asset declares', async () => {
    const bench = await newBench();
    const { samples, request } = await readCase(bench);
    expect(samples.map(({ templateId }) => templateId)).toEqual(['current', 'with-order-info']);
    expect(Object.keys(samples[0]?.request ?? {})).toEqual(Object.keys(request ?? {}));
  });

  it('shows a saved case with its own request, result and history, apart from the interface’s own', async () => {
    const bench = await newBench();
    const { caseId } = await addOlderOrder(bench);
    expect(await readCase(bench, NEW_INSTANCE, caseId)).toMatchObject({
      entry: { name: 'Older order', state: 'NOT_RUN', lastCall: null },
      request: { buyerInfo: { customerName: expect.any(String) } },
      lastCall: null,
      history: [],
    });
    await bench.runThrough([{ activity: NEW_INSTANCE, caseName: 'Older order' }]);
    const shown = await readCase(bench, NEW_INSTANCE, caseId);
    expect(shown).toMatchObject({
      entry: { state: 'PASSED', lastCall: { resultCode: '000000' } },
      lastCall: { caseName: 'Older order', isPassed: true },
      history: [{ caseName: 'Older order', isPassed: true }],
      row: { state: 'NOT_RUN', named: [{ name: 'Older order', state: 'PASSED' }] },
    });
    expect(await readCase(bench)).toMatchObject({ entry: { state: 'NOT_RUN' }, lastCall: null, history: [] });
  });

  it('keeps the history of a case that gets another name, and leaves the calls of others alone', async () => {
    const bench = await newBench();
    const { caseId } = await addOlderOrder(bench);
    await bench.runThrough([{ activity: NEW_INSTANCE }, { activity: NEW_INSTANCE, caseName: 'Older order' }]);
    const { version } = (await readCase(bench, NEW_INSTANCE, caseId)).entry.saved ?? {};
    const change = { assetId: bench.assetId, caseId, version, name: 'Order of before' };
    await renameCase(bench.organization.as('EDITOR'), change);
    expect(await readCase(bench, NEW_INSTANCE, caseId)).toMatchObject({
      entry: { name: 'Order of before', state: 'PASSED' },
      lastCall: { caseName: 'Order of before' },
      history: [{ caseName: 'Order of before' }],
    });
    expect((await readCase(bench)).history).toMatchObject([{ caseName: '' }]);
  });

  it('lists the calls of a case newest first, and at most ten', async () => {
    const bench = await newBench();
    const { caseId } = await addOlderOrder(bench);
    for (let run = 0; run < 11; run++) {
      bench.clock.advanceMs(60_000);
      await bench.runThrough([{ activity: NEW_INSTANCE, caseName: 'Older order' }]);
    }
    const { history, lastCall } = await readCase(bench, NEW_INSTANCE, caseId);
    const times = history.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(history).toHaveLength(10);
    expect(history[0]?.id).toBe(lastCall?.id);
  });

  it('marks the bytes that prove a cause', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('invalid-json', true);
    await bench.runThrough([{ activity: NEW_INSTANCE }]);
    const { lastCall, marks } = await readCase(bench);
    const index = lastCall?.attempt.explanations.findIndex(({ code }) => code === 'JSON_SYNTAX') ?? -1;
    expect(index).toBeGreaterThanOrEqual(0);
    expect(marks[index]).toMatchObject({ text: expect.any(String), from: expect.any(Number) });
    expect(lastCall?.attempt.responseText).toContain(marks[index]?.text);
  });

  it('marks the header that proves one', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('body-sign-recased', true);
    await bench.runThrough([{ activity: NEW_INSTANCE }]);
    expect((await readCase(bench)).marks).toContainEqual(
      expect.objectContaining({ text: expect.stringMatching(/^body-sign: /) }),
    );
  });

  it('shows where the calculation behind a wrong Body-Sign leaves the right one, and what KooGallery says whole', async () => {
    const bench = await newBench();
    const { productionUrl } = (await bench.read()).declaration ?? {};
    const changes = { protocol: 'V1', version: 1, productionUrl };
    await saveDeclaration(bench.organization.as('EDITOR'), declared(bench.assetId, changes));
    bench.seller.state.setFault('body-sign-mismatch', true);
    await bench.runThrough([{ activity: NEW_INSTANCE }]);
    const { lastCall, stages } = await readCase(bench);
    expect(stages).toMatchObject({ profile: 'v1-body-sign', isUnexplained: false });
    expect(stages?.differing).toContain('raw');
    const check = lastCall?.attempt.checks.find(({ code }) => code === 'BODY_SIGN_MISMATCH');
    expect(check).toMatchObject({ expected: stages?.ours.digest, seen: stages?.theirs.digest });
    expect(check?.message).toContain(stages?.ours.digest);
    expect(JSON.stringify([stages, lastCall])).not.toContain(ACCESS_KEY);
  });

  it('shows where the calculation of a seller that refuses a right request leaves it, and names the mistake first', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('reserialised-verification', true);
    await bench.runThrough([{ activity: NEW_INSTANCE }]);
    const { lastCall, stages } = await readCase(bench);
    expect(lastCall?.attempt.explanations[0]?.code).toBe('SELLER_MISTAKE');
    expect(stages).toMatchObject({ profile: 'v2-request', isUnexplained: false });
    expect(stages?.differing[0]).toBe('raw');
    expect(JSON.stringify(stages)).not.toContain(ACCESS_KEY);
  });

  it('leaves the cases of the other protocol out, and brings them back with it', async () => {
    const bench = await newBench();
    const { caseId } = await addOlderOrder(bench);
    const { productionUrl } = (await bench.read()).declaration ?? {};
    const save = (protocol: string, version: number) =>
      saveDeclaration(
        bench.organization.as('EDITOR'),
        declared(bench.assetId, { protocol, version, productionUrl, accessKey: '' }),
      );
    await save('V1', 1);
    const older = await readCase(bench);
    expect(older.row.named).toEqual([]);
    expect(older.request).toMatchObject({ customerId: expect.any(String) });
    await expect(readCase(bench, NEW_INSTANCE, caseId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await save('V2', 2);
    expect((await readCase(bench)).row.named).toHaveLength(1);
  });

  it('holds no key, and is for nobody else', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: NEW_INSTANCE }]);
    expect(JSON.stringify(await readCase(bench))).not.toContain(ACCESS_KEY);
    const { caseId } = await addOlderOrder(bench);
    const stranger = await newOrganization();
    for (const id of [null, caseId])
      await expect(getCase(stranger.as('OWNER'), bench.assetId, NEW_INSTANCE, id)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    await expect(readCase(bench, 'queryInstance', caseId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
