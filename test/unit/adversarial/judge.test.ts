import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import type {
  AdversarialContext,
  AdversarialResponse,
  AdversarialTest,
} from '@/lib/adversarial/adversarial-test';
import { classifyResponse, isAccepted } from '@/lib/adversarial/classify-response';
import { ADVERSARIAL_FINDINGS } from '@/lib/adversarial/findings';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { signCall } from '@/lib/koogallery/sign-call';
import type { JsonObject } from '@/lib/signing/canonical';
import { makeExchange, makeFailure } from '../response-checks/exchanges';
import { countedRandom, depsWith, testClock } from './call-deps';

const deps = depsWith({ send: () => Promise.reject(new Error('nothing is sent here')) });

function contextIn(protocol: 'V2.0' | 'V1.0', kind: 'basic' | 'kit'): AdversarialContext {
  const instance = { instanceId: 'i-1', orderId: 'o-1', orderLineId: 'l-1' };
  const findSpec = (activity: string) => {
    const spec = findInterface(protocol, activity);
    if (!spec) throw new Error(activity);
    return spec;
  };
  return {
    protocol,
    kind,
    instance,
    now: () => testClock().now(),
    newId: deps.newId,
    sample: (activity) =>
      sampleRequest(findSpec(activity), { now: testClock().now(), newId: deps.newId, ...instance }),
    sign: (activity, request, options) =>
      signCall(findSpec(activity), request, deps.target, {
        clock: testClock(),
        random: countedRandom(),
        options,
      }),
    maxLength: () => 64,
  };
}

const json: fc.Arbitrary<JsonObject | null> = fc.option(
  fc.record(
    {
      resultCode: fc.oneof(
        fc.constantFrom('000000', '000001', '000002', '000003', '000004', '000005', ''),
        fc.string(),
      ),
      instanceId: fc.oneof(fc.constantFrom('i-1', 'i-2', ''), fc.integer(), fc.constant(null)),
      info: fc.oneof(
        fc.constant([]),
        fc.constant([{ instanceId: 'i-1' }]),
        fc.constant({ instanceId: 'i-1' }),
        fc.array(fc.jsonValue()) as fc.Arbitrary<never[]>,
        fc.constant(null),
      ),
    },
    { requiredKeys: [] },
  ),
);

const reply = fc.record({ json, status: fc.constantFrom(200, 201, 302, 400, 401, 403, 404, 500, 503, 0) });
type Reply = typeof reply extends fc.Arbitrary<infer T> ? T : never;

function answerTo(
  call: Omit<AdversarialResponse, 'result' | 'resultCode' | 'json'>,
  { json, status }: Reply,
) {
  const result =
    status === 0
      ? ({ ok: false, failure: makeFailure('CONNECTION_RESET') } as const)
      : ({ ok: true, exchange: makeExchange({ status, body: JSON.stringify(json) }) } as const);
  const resultCode = status === 0 ? null : (json?.resultCode ?? null);
  return {
    label: call.label,
    activity: call.activity,
    request: call.request,
    expects: call.expects,
    call: call.call,
    result,
    json: status === 0 ? null : json,
    resultCode: typeof resultCode === 'string' ? resultCode : null,
  };
}

/** All rounds, whatever the answers: the engine would stop earlier. */
function play(test: AdversarialTest, context: AdversarialContext, replies: readonly Reply[]) {
  const answers: AdversarialResponse[] = [];
  for (const round of test.plan(context).rounds) {
    const calls = round(answers);
    const fallback: Reply = { json: null, status: 200 };
    answers.push(
      ...calls.map((call, at) => answerTo(call, replies[(answers.length + at) % replies.length] ?? fallback)),
    );
  }
  return answers;
}

describe.each(['V2.0', 'V1.0'] as const)('the judges in %s', (protocol) => {
  const suite = ADVERSARIAL_SUITE.filter(({ protocols }) => protocols.includes(protocol));

  it.each(suite)('of $id never throw, and never pass without an accepted control call', (test) => {
    const context = contextIn(protocol, test.kind);
    fc.assert(
      fc.property(fc.array(reply, { minLength: 1, maxLength: 16 }), (replies) => {
        const answers = play(test, context, replies);
        const { state, finding } = test.judge(answers, context);
        expect(Object.keys(ADVERSARIAL_FINDINGS)).toContain(finding.code);
        const controls = answers.filter(({ expects }) => expects.kind === 'control');
        if (!controls.some(isAccepted)) expect(state).toBe('not-run');
        const wrongly = answers.filter(({ expects }) => expects.kind === 'refused').filter(isAccepted);
        if (wrongly.length > 0) expect(state).not.toBe('pass');
        const asked = answers.filter(({ expects }) => expects.kind !== 'control');
        if (asked.some((answer) => ['no-answer', 'server-error'].includes(classifyResponse(answer).kind)))
          expect(state).not.toBe('pass');
      }),
      { numRuns: 60 },
    );
  });

  it.each(suite)('of $id say nothing of an empty list of answers', (test) => {
    expect(test.judge([], contextIn(protocol, test.kind)).state).toBe('not-run');
  });

  it('of security pass only what was refused as documented', () => {
    const documented: Reply = { json: { resultCode: '000001' }, status: 200 };
    const accepted: Reply = { json: { resultCode: '000000', instanceId: 'i-1' }, status: 200 };
    const wrongSignature = suite.find(({ id }) => id === 'wrong-signature');
    if (!wrongSignature) throw new Error('no such test');
    const context = contextIn(protocol, 'basic');
    const stateAfter = (second: Reply, third: Reply = documented) => {
      const answers = play(wrongSignature, context, [accepted, second, third]);
      const { state, finding } = wrongSignature.judge(answers, context);
      return `${state} ${finding.code}`;
    };
    expect(stateAfter(documented)).toBe('pass REFUSED');
    for (const status of [302, 400, 401, 403] as const)
      expect(stateAfter({ json: null, status })).toBe('warn REFUSED_OTHERWISE');
    expect(stateAfter({ json: { resultCode: '000001' }, status: 401 })).toBe('warn REFUSED_OTHERWISE');
    expect(stateAfter({ json: { resultCode: '000005' }, status: 200 })).toBe('warn REFUSED_OTHERWISE');
    expect(stateAfter({ json: null, status: 200 })).toBe('warn REFUSED_OTHERWISE');
    expect(stateAfter({ json: null, status: 500 })).toBe('fail SERVER_ERROR');
    expect(stateAfter({ json: { resultCode: '000001' }, status: 500 })).toBe('warn REFUSED_OTHERWISE');
    expect(stateAfter({ json: null, status: 0 })).toBe('fail NO_ANSWER');
    expect(stateAfter({ json: { resultCode: '000004' }, status: 200 })).toBe('fail FORGERY_ACCEPTED');
    expect(stateAfter({ json: null, status: 500 }, accepted)).toBe('fail FORGERY_ACCEPTED');
  });
});
