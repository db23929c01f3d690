import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getCase } from '@/lib/connection-tests/get-case';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { MINUTE_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { getMessage } from '@/lib/messages/get-message';
import { getRestart } from '@/lib/restarts/get-restart';
import { previewRestart } from '@/lib/restarts/preview-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { runRestart } from '@/lib/restarts/run-restart';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { ACCESS_KEY, type Bench, declared, newBench, readCalls } from '../connection-tests/seller';
import { keptMessage } from '../messages/kept-message';
import { newOrganization } from '../setup/people';

const work = (
  bench: Bench,
  restartId: string,
  signal = new AbortController().signal,
  runner = bench.runner,
) =>
  runRestart(
    systemContext('worker', bench.clock),
    { restartId, workerId: 'worker-a', signal },
    runner,
    bench.allowed,
  );
const preview = (bench: Bench, messageIds: string[]) =>
  previewRestart(bench.organization.as('EDITOR'), { messageIds }, bench.allowed);
const restart = (bench: Bench, messageIds: string[], willSend: number) =>
  restartMessages(bench.organization.as('EDITOR'), { messageIds, willSend }, bench.allowed);
const readFirstCase = async (bench: Bench) =>
  (await getConnection(bench.organization.as('VIEWER'), bench.assetId, bench.allowed)).cases[0];

describe('sending messages again', () => {
  it('adds an attempt that is signed now, and its result is the message’s and the case’s', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('http-500', true);
    await bench.runThrough([{ activity: 'newInstance' }]);
    const [failed] = await readCalls(bench.assetId);
    const id = failed?.id ?? '';
    expect(await readFirstCase(bench)).toMatchObject({ state: 'FAILED' });
    bench.seller.state.setFault('http-500', false);
    bench.clock.advanceMs(10 * MINUTE_MS);

    expect(await preview(bench, [id])).toMatchObject({
      willSend: 1,
      rows: [{ messageId: id, reason: null }],
    });
    const { restartId } = await restart(bench, [id], 1);
    await work(bench, restartId);

    expect(await getRestart(bench.organization.as('VIEWER'), restartId)).toMatchObject({
      finishedAt: bench.clock.now(),
      rows: [{ messageId: id, state: 'PASSED', reason: null, message: { id, attemptCount: 2 } }],
    });
    const message = await getMessage(bench.organization.as('VIEWER'), id);
    expect(message).toMatchObject({ isPassed: true, attemptCount: 2, failureCode: null });
    expect(message.attempts.map(({ sequence, isPassed }) => [sequence, isPassed])).toEqual([
      [2, true],
      [1, false],
    ]);
    const [again] = await readCalls(bench.assetId);
    const [first, second] = [failed?.attempts[0], again?.attempts[0]];
    expect(second?.requestBody).toEqual(first?.requestBody);
    expect(second?.url).not.toBe(first?.url);
    const request = { url: second?.url ?? '', body: second?.requestBody ?? new Uint8Array() };
    const policy = { accessKey: ACCESS_KEY, clock: bench.clock, nonces: null };
    expect(verifyV2Request(request, policy, nodePrimitives)).toMatchObject({ ok: true });
    expect(await readFirstCase(bench)).toMatchObject({ state: 'PASSED' });
  });

  it('gives no result to a case that has another request by now', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    const [made] = await readCalls(bench.assetId);
    const editor = bench.organization.as('EDITOR');
    const { request, row } = await getCase(editor, bench.assetId, 'newInstance');
    const { id: caseId, version } = row.saved ?? {};
    const changed = { ...request, customerName: 'Never sent' };
    await saveCase(editor, { assetId: bench.assetId, caseId, version, request: changed });
    const { restartId } = await restart(bench, [made?.id ?? ''], 1);
    await work(bench, restartId);
    expect(await getRestart(editor, restartId)).toMatchObject({ rows: [{ state: 'PASSED' }] });
    expect(await readFirstCase(bench)).toMatchObject({ state: 'OUTDATED' });
  });

  it.each(['', 'http://192.0.2.1/produce', 'ftp://saas.example.com/'])(
    'calls nobody where the URL that is declared by then is "%s"',
    async (productionUrl) => {
      const bench = await newBench();
      await bench.runThrough([{ activity: 'newInstance' }]);
      const [made] = await readCalls(bench.assetId);
      const { restartId } = await restart(bench, [made?.id ?? ''], 1);
      const changes = { productionUrl, accessKey: '', version: 1 };
      await saveDeclaration(bench.organization.as('EDITOR'), declared(bench.assetId, changes));
      await work(bench, restartId);
      const reason = 'PRODUCTION_URL_UNUSABLE';
      expect(await getRestart(bench.organization.as('EDITOR'), restartId)).toMatchObject({
        finishedAt: bench.clock.now(),
        rows: [{ state: 'NOT_SENT', reason }],
      });
      expect(await preview(bench, [made?.id ?? ''])).toMatchObject({ willSend: 0, rows: [{ reason }] });
    },
  );

  it('says of each that cannot be sent why', async () => {
    const bench = await newBench();
    const keep = (changes: object) => keptMessage(bench.organization, bench.assetId, changes);
    const adversarial = await keep({ purpose: 'ADVERSARIAL' });
    const diagnosis = await keep({ purpose: 'DIAGNOSIS' });
    const otherProtocol = await keep({ protocol: 'V1.0' });
    const unknown = await keep({ activity: 'noSuchActivity' });
    const unreadable = await keep({ attempt: { requestBody: new Uint8Array([0xff]) } });
    const sealed = await keep({});
    await database().attempt.updateMany({ where: { messageId: sealed }, data: { sealed: 'gone' } });
    const kit = await keep({ activity: 'tenantSync' });
    const often = await keep({});
    await database().message.updateMany({ where: { id: often }, data: { attemptCount: 20 } });
    const gone = newId();
    const fine = await keep({});
    const ids = [
      adversarial,
      diagnosis,
      otherProtocol,
      unknown,
      unreadable,
      sealed,
      kit,
      often,
      gone,
      fine,
      fine,
    ];
    const { rows, willSend } = await preview(bench, ids);
    expect(willSend).toBe(1);
    expect(rows.map(({ reason }) => reason)).toEqual([
      'NOT_A_CALL_OF_ITS_OWN',
      'NOT_A_CALL_OF_ITS_OWN',
      'PROTOCOL_CHANGED',
      'UNKNOWN_INTERFACE',
      'REQUEST_UNREADABLE',
      'SEALED',
      'KIT_KEY_MISSING',
      'SENT_TOO_OFTEN',
      'GONE',
      null,
    ]);
    await expect(restart(bench, ids, 2)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { message: 'messages.restart.changed' },
    });
    await expect(restart(bench, [adversarial], 0)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    const { restartId } = await restart(bench, ids, 1);
    await work(bench, restartId);
    const done = await getRestart(bench.organization.as('VIEWER'), restartId);
    expect(done.rows.map(({ state }) => state)).toEqual([
      ...Array(9).fill('NOT_SENT'),
      expect.stringMatching(/ED$/),
    ]);
  });

  it('never has more than two calls under way, and repeats none that is settled', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    const [made] = await readCalls(bench.assetId);
    const attempt = { requestBody: made?.attempts[0]?.requestBody ?? new Uint8Array() };
    const ids: string[] = [];
    for (let index = 0; index < 5; index++)
      ids.push(await keptMessage(bench.organization, bench.assetId, { activity: 'newInstance', attempt }));
    const { restartId } = await restart(bench, ids, 5);
    let underWay = 0;
    let most = 0;
    // The first call waits for the second one, which a runner that makes one after another never begins.
    let meet: (() => void) | undefined;
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const runner: Bench['runner'] = {
      ...bench.runner,
      connect: (url) => {
        const outbound = bench.runner.connect(url);
        return {
          ...outbound,
          send: async (request) => {
            underWay += 1;
            most = Math.max(most, underWay);
            if (underWay === 2) meet?.();
            await met;
            return outbound.send(request).finally(() => {
              underWay -= 1;
            });
          },
        };
      },
    };
    await work(bench, restartId, undefined, runner);
    await work(bench, restartId, undefined, runner);
    expect(most).toBe(2);
    const counts = await database().message.findMany({
      where: { id: { in: ids } },
      select: { attemptCount: true },
    });
    expect(counts.map(({ attemptCount }) => attemptCount)).toEqual([2, 2, 2, 2, 2]);
  });

  it('sends each message once for two who ask at once, in any order', async () => {
    const bench = await newBench();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.push(await keptMessage(bench.organization, bench.assetId));
    const asked = await Promise.allSettled([
      restart(bench, ids, 5),
      restart(bench, [...ids].reverse(), 5),
      restart(bench, ids.slice(2, 3), 1),
      restart(bench, ids, 5),
    ]);
    const done = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.restartId] : []));
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(done.length).toBeGreaterThan(0);
    expect(refused.filter((code) => code !== 'CONFLICT' && code !== 'PRECONDITION_FAILED')).toEqual([]);
    const open = await database().messageRestartItem.findMany({
      where: { messageId: { in: ids }, state: { in: ['WAITING', 'SENDING'] } },
    });
    const openIds = open.map(({ messageId }) => messageId);
    expect(new Set(openIds).size).toBe(openIds.length);

    for (const restartId of done) await work(bench, restartId);
    const sent = await database().message.findMany({ where: { id: { in: openIds } } });
    expect(sent.map(({ attemptCount }) => attemptCount)).toEqual(openIds.map(() => 2));
  });

  it('says of what is to be sent already that it is, and sends it again when that is over', async () => {
    const bench = await newBench();
    const id = await keptMessage(bench.organization, bench.assetId);
    const { restartId } = await restart(bench, [id], 1);
    expect(await preview(bench, [id])).toMatchObject({ willSend: 0, rows: [{ reason: 'UNDER_WAY' }] });
    await expect(restart(bench, [id], 1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    const other = await keptMessage(bench.organization, bench.assetId);
    await expect(restart(bench, [id, other], 2)).rejects.toMatchObject({ code: 'CONFLICT' });
    await work(bench, restartId);
    await work(bench, (await restart(bench, [id], 1)).restartId);
    const message = await getMessage(bench.organization.as('VIEWER'), id);
    expect(message.attemptCount).toBe(3);
  });

  it('gives back what the end of the worker cuts short, for another to go on with', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    const [message] = await readCalls(bench.assetId);
    const { restartId } = await restart(bench, [message?.id ?? ''], 1);
    const shutdown = new AbortController();
    const runner: Bench['runner'] = {
      ...bench.runner,
      connect: (url) => {
        const outbound = bench.runner.connect(url);
        return {
          ...outbound,
          send: (request) => {
            shutdown.abort();
            return outbound.send(request);
          },
        };
      },
    };
    await work(bench, restartId, shutdown.signal, runner);
    const state = async () => (await getRestart(bench.organization.as('VIEWER'), restartId)).rows[0]?.state;
    expect(await state()).toBe('WAITING');
    await work(bench, restartId);
    expect(await state()).toBe('PASSED');
  });

  it('is no business of viewers and strangers', async () => {
    const bench = await newBench();
    const id = await keptMessage(bench.organization, bench.assetId);
    const input = { messageIds: [id], willSend: 1 };
    await expect(restartMessages(bench.organization.as('VIEWER'), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(previewRestart(bench.organization.as('VIEWER'), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const stranger = (await newOrganization()).as('OWNER');
    expect(await previewRestart(stranger, input)).toMatchObject({ willSend: 0, rows: [{ reason: 'GONE' }] });
    const { restartId } = await restart(bench, [id], 1);
    await expect(getRestart(stranger, restartId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
