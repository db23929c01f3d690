import { describe, expect, it } from 'vitest';
import { callInterface } from '@/lib/connection-tests/engine/call-interface';
import type { Explainer } from '@/lib/connection-tests/engine/explain-call';
import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { threadedExplainer } from '@/lib/connection-tests/engine/threaded-explainer';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { restampCall } from '@/lib/koogallery/restamp-call';
import { signCall } from '@/lib/koogallery/sign-call';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { makeExchange } from '../response-checks/exchanges';
import { NEVER_ENDS } from './explainer-that-never-ends';

const KEY = 'base access key';

/** A seller that answers every call alike, and who explains its answers. */
const answering = (protocol: CallDeps['protocol'], body: string, explainer?: Explainer): CallDeps => ({
  protocol,
  target: {
    productionUrl: 'https://saas.example.com/koogallery',
    accessKey: KEY,
    kitAccessKey: null,
    previousKeys: [],
    encryptionAlgorithm: 'AES256',
    kitPublicKey: null,
  },
  outbound: { send: async () => ({ ok: true, exchange: makeExchange({ body }) }) },
  clock: systemClock,
  random: nodeRandom,
  newId,
  pause: () => Promise.resolve(),
  signal: new AbortController().signal,
  isTestFlagged: true,
  ...(explainer ? { explainer } : {}),
});

async function call(deps: CallDeps) {
  const spec = findInterface(deps.protocol, 'newInstance');
  const request = { activity: 'newInstance', orderId: 'CS1', orderLineId: 'CS1-1' };
  const called = spec && (await callInterface(spec, request, deps, { purpose: 'CASE', caseName: '' }));
  if (!called) throw new Error('the call was stopped');
  return called;
}

const hostile = threadedExplainer({ timeLimitMs: 200, module: NEVER_ENDS });

describe('answers that are explained in a thread', () => {
  it.each([
    ['V2.0', '{"resultCode":"000000"}'],
    ['V1.0', '{"resultCode":"000000","instanceId":"i-1","appInfo":{"adminUrl":"plain"}}'],
    ['V2.0', '<html><body>502 Bad Gateway</body></html>'],
  ] as const)('have the explanations that they have without one: %s %s', async (protocol, body) => {
    const direct = await call(answering(protocol, body));
    const threaded = await call(answering(protocol, body, threadedExplainer({ timeLimitMs: 30_000 })));
    expect(direct.explanations.length).toBeGreaterThan(0);
    expect(threaded.explanations).toEqual(direct.explanations);
  });

  it('keep their verdict when explaining them takes too long, and say so', async () => {
    const body = '{"resultCode":"000001"}';
    const direct = await call(answering('V2.0', body));
    const called = await call(answering('V2.0', body, hostile));
    expect(called.explanations).toEqual([{ code: 'ANSWER_NOT_EXPLAINED', values: {}, mark: null }]);
    expect(called.draft.attempt.explanations).toEqual(called.explanations);
    expect(called.assessment).toEqual(direct.assessment);
    expect(called.assessment.outcome).toBe('fail');
  });

  it('leave the search for a mistake to its calls when what they show takes too long', async () => {
    const deps = answering('V2.0', '{}');
    const spec = findInterface('V2.0', 'newInstance');
    if (!spec) throw new Error('newInstance');
    const stamping = { accessKey: KEY, productionUrl: deps.target.productionUrl, at: systemClock.now() };
    const signed = signCall(spec, { activity: 'newInstance' }, deps.target, deps);
    const restamped = restampCall(signed, { ...stamping, random: nodeRandom }, nodePrimitives);
    const result = { ok: true, exchange: makeExchange({ body: 'x'.repeat(1_000) }) } as const;
    expect(await hostile.explainShown(result, restamped, [])).toEqual([]);
    expect(await hostile.explainWay(deps.target.productionUrl, result)).toMatchObject([
      { code: 'ANSWER_NOT_EXPLAINED' },
    ]);
  });
});
