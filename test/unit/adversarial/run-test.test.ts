import { describe, expect, it } from 'vitest';
import { type AdversarialTestId, findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import type { Outbound, OutboundRequest } from '@/lib/http/exchange';
import { makeFailure } from '../response-checks/exchanges';
import { ACCESS_KEY, depsWith, makeItem, testClock } from './call-deps';
import { modelSeller, rightSeller } from './model-seller';

function findTest(id: AdversarialTestId) {
  const test = findAdversarialTest(id);
  if (!test) throw new Error(`no test ${id}`);
  return test;
}

/** A right seller, and everything that it was sent. */
function watchedSeller() {
  const clock = testClock();
  const seller = modelSeller(rightSeller(ACCESS_KEY, clock), clock);
  const sent: OutboundRequest[] = [];
  const outbound: Outbound = {
    send: (request) => {
      sent.push(request);
      return seller.send(request);
    },
  };
  return { sent, outbound, clock, seller };
}

const readBody = ({ body }: OutboundRequest) => JSON.parse(new TextDecoder().decode(body));

describe('a test of the suite', () => {
  it('keeps every call in the order made, those before and after it as well', async () => {
    const { outbound, clock } = watchedSeller();
    const result = await runAdversarialTest(
      findTest('after-release'),
      makeItem('after-release'),
      depsWith(outbound, { clock }),
    );
    expect(result?.messages.map(({ activity, caseName }) => `${activity} ${caseName}`)).toEqual([
      'newInstance prepare',
      'queryInstance control-queryInstance',
      'refreshInstance control-refreshInstance',
      'releaseInstance release',
      'queryInstance queryInstance',
      'refreshInstance refreshInstance',
      'releaseInstance release-again',
    ]);
    expect(result?.item.messageIds).toEqual(result?.messages.map(({ id }) => id));
    expect(new Set(result?.messages.map(({ purpose }) => purpose))).toEqual(new Set(['ADVERSARIAL']));
    expect(result?.instance).toBeNull();
  });

  it('says of each call what was expected and what came', async () => {
    const { outbound, clock } = watchedSeller();
    const result = await runAdversarialTest(
      findTest('wrong-signature'),
      makeItem('wrong-signature'),
      depsWith(outbound, { clock }),
    );
    const [control, altered, otherKey, cleanup] = result?.messages ?? [];
    expect(control?.attempt.checks).toEqual([
      {
        code: 'CONTROL_ACCEPTED',
        state: 'pass',
        field: null,
        expected: 'HTTP 200, resultCode 000000 / 000004',
        seen: 'HTTP 200, resultCode 000000',
        message: null,
      },
    ]);
    expect(altered?.attempt).toMatchObject({
      checks: [{ code: 'CALL_REFUSED', state: 'pass', expected: 'HTTP 200, resultCode 000001' }],
      resultCode: '000001',
      isPassed: true,
      failureCode: null,
    });
    expect(otherKey?.caseName).toBe('other-key');
    expect(cleanup).toMatchObject({ activity: 'releaseInstance', caseName: 'cleanup' });
  });

  it('carries testFlag in every call, or in none where the seller chose so', async () => {
    for (const isTestFlagged of [true, false]) {
      const { outbound, clock, sent } = watchedSeller();
      const deps = depsWith(outbound, { clock, isTestFlagged });
      for (const id of ['missing-parameters', 'after-release', 'same-order-in-parallel'] as const)
        await runAdversarialTest(findTest(id), makeItem(id), deps);
      const flags = new Set(sent.map((request) => readBody(request).testFlag));
      expect(flags).toEqual(new Set([isTestFlagged ? '1' : undefined]));
    }
  });

  it('makes no further call where the control call was refused', async () => {
    const { outbound, clock, sent } = watchedSeller();
    const deps = depsWith(outbound, { clock });
    const target = { ...deps.target, accessKey: 'not the seller’s key' };
    const result = await runAdversarialTest(findTest('wrong-signature'), makeItem('wrong-signature'), {
      ...deps,
      target,
    });
    expect(sent).toHaveLength(1);
    expect(result?.item).toMatchObject({
      state: 'NOT_RUN',
      reason: 'EARLIER_STEP_FAILED',
      finding: {
        code: 'CONTROL_CALL_FAILED',
        values: { activity: 'newInstance', seen: 'HTTP 200, resultCode 000001' },
      },
    });
  });

  it('is not run where no instance could be made', async () => {
    const { clock } = watchedSeller();
    const outbound: Outbound = {
      send: async () => ({ ok: false, failure: makeFailure('CONNECTION_REFUSED') }),
    };
    const deps = depsWith(outbound, { clock });
    const result = await runAdversarialTest(findTest('after-release'), makeItem('after-release'), deps);
    expect(result?.item).toMatchObject({
      state: 'NOT_RUN',
      reason: 'NO_INSTANCE',
      finding: {
        code: 'PREPARATION_FAILED',
        values: { activity: 'newInstance', seen: 'CONNECTION_REFUSED' },
      },
    });
    expect(result?.item.explanations.map(({ code }) => code)).toEqual(['CONNECTION_REFUSED']);
  });

  it('comes to nothing when our own side stops', async () => {
    const { outbound, clock, seller } = watchedSeller();
    const stop = new AbortController();
    let calls = 0;
    const stopping: Outbound = {
      send: (request) => {
        calls += 1;
        if (calls === 2) stop.abort();
        return outbound.send(request);
      },
    };
    const deps = depsWith(stopping, { clock, signal: stop.signal });
    expect(
      await runAdversarialTest(findTest('same-order-twice'), makeItem('same-order-twice'), deps),
    ).toBeNull();
    expect(seller.liveInstances()).toBe(1);
  });

  it('gives up cleaning at the first call that nobody answers', async () => {
    const { outbound, clock } = watchedSeller();
    const deaf: Outbound = {
      send: async (request) =>
        readBody(request).activity === 'releaseInstance'
          ? { ok: false, failure: makeFailure('RESPONSE_TIMEOUT') }
          : outbound.send(request),
    };
    const deps = depsWith(deaf, { clock });
    const result = await runAdversarialTest(findTest('non-ascii'), makeItem('non-ascii'), deps);
    expect(result?.item.state).toBe('PASSED');
    expect(result?.messages.filter(({ caseName }) => caseName === 'cleanup')).toHaveLength(1);
  });
});
