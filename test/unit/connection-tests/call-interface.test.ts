import { describe, expect, it } from 'vitest';
import { callInterface } from '@/lib/connection-tests/engine/call-interface';
import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import type { FaultName } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import type { Outbound, OutboundRequest, OutboundResult } from '@/lib/http/exchange';
import { createOutbound } from '@/lib/http/outbound';
import { findInterface, INTERFACES } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { nodeRandom } from '@/lib/signing/node-primitives';
import { makeExchange, makeFailure } from '../response-checks/exchanges';

type Protocol = CallDeps['protocol'];
const KEY = 'base access key';
const ABOUT = { purpose: 'CASE', caseName: '' } as const;

function makeDeps(
  protocol: Protocol,
  outbound: Outbound,
  target: Partial<CallDeps['target']> = {},
): CallDeps {
  return {
    protocol,
    target: {
      productionUrl: 'https://saas.example.com/koogallery',
      accessKey: KEY,
      kitAccessKey: 'kit access key',
      previousKeys: [],
      encryptionAlgorithm: 'AES256',
      kitPublicKey: null,
      ...target,
    },
    outbound,
    clock: systemClock,
    random: nodeRandom,
    newId,
    pause: () => Promise.resolve(),
    signal: new AbortController().signal,
    isTestFlagged: true,
  };
}

/** A seller on loopback with its faults, for as long as `work` takes. */
async function withSeller<T>(
  { protocol, faults = [] }: { protocol: Protocol; faults?: FaultName[] },
  work: (deps: CallDeps, seller: FakeSeller) => Promise<T>,
): Promise<T> {
  const seller = await startFakeSeller({ accessKey: KEY, kitAccessKey: 'kit access key', faults });
  const { produceUrl: productionUrl, port } = seller.sites.safe;
  const outbound = createOutbound({
    extraPorts: [port],
    allowPrivate: [`localhost:${port}`],
    extraCa: seller.caPem,
  });
  try {
    const kitPublicKey = seller.kitPublicKeyPem;
    return await work(makeDeps(protocol, outbound, { productionUrl, kitPublicKey }), seller);
  } finally {
    outbound.close();
    await seller.close();
  }
}

/** One call about an instance that was made before. */
async function call(deps: CallDeps, activity: string, templateId?: string, instanceId = '') {
  const spec = findInterface(deps.protocol, activity);
  if (!spec) throw new Error(activity);
  const context = { now: systemClock.now(), newId, orderId: 'CS1', orderLineId: 'CS1-1', instanceId };
  const called = await callInterface(spec, sampleRequest(spec, context, templateId), deps, ABOUT);
  if (!called) throw new Error(`${activity} was stopped`);
  return called;
}

async function makeInstance(deps: CallDeps): Promise<string> {
  const { result } = await call(deps, 'newInstance');
  if (!result.ok) throw new Error(result.failure.code);
  const answer = JSON.parse(new TextDecoder().decode(result.exchange.response.decodedBody)) as {
    instanceId?: string;
  };
  return answer.instanceId ?? '';
}

describe.each(['V2.0', 'V1.0'] as const)('an honest seller of %s', (protocol) => {
  it('passes every sample of every interface', async () => {
    await withSeller({ protocol }, async (deps) => {
      const instanceId = await makeInstance(deps);
      for (const spec of INTERFACES.filter((one) => one.protocol === protocol)) {
        for (const { id } of spec.templates) {
          const {
            assessment: verdict,
            explanations,
            draft,
          } = await call(deps, spec.activity, id, instanceId);
          const failures = verdict.checks.filter(({ state }) => state === 'fail');
          expect(failures, `${spec.activity} ${id}`).toEqual([]);
          expect(
            explanations.map(({ code }) => code),
            `${spec.activity} ${id}`,
          ).toEqual([]);
          expect(draft).toMatchObject({
            protocol,
            activity: spec.activity,
            attempt: { isPassed: true, failureCode: null, resultCode: '000000' },
          });
        }
      }
    });
  });
});

describe('a fault of the answer', () => {
  it.each<[FaultName, Protocol, string, string, string[]]>([
    ['missing-result-code', 'V2.0', 'newInstance', 'UNPARSABLE', ['FIELD_ABSENT']],
    ['missing-instance-id', 'V2.0', 'newInstance', 'FIELD_MISSING', ['FIELD_ABSENT']],
    ['long-instance-id', 'V1.0', 'newInstance', 'FIELD_LENGTH', ['FIELD_TOO_LONG']],
    ['missing-front-end-url', 'V1.0', 'newInstance', 'FIELD_MISSING', ['FIELD_ABSENT']],
    ['missing-usage-value', 'V2.0', 'queryInstance', 'FIELD_MISSING', ['FIELD_ABSENT']],
    [
      'sensitive-in-clear',
      'V1.0',
      'newInstance',
      'FIELD_NOT_DECRYPTABLE',
      ['FIELD_NOT_ENCRYPTED', 'FIELD_NOT_ENCRYPTED'],
    ],
    [
      'ciphertext-too-long',
      'V1.0',
      'newInstance',
      'FIELD_LENGTH',
      ['CIPHERTEXT_TOO_LONG', 'CIPHERTEXT_TOO_LONG'],
    ],
    [
      'wrong-encrypt-type',
      'V1.0',
      'newInstance',
      'FIELD_NOT_DECRYPTABLE',
      ['ENCRYPT_TYPE_WRONG', 'ENCRYPT_TYPE_WRONG'],
    ],
    ['result-code-000005', 'V2.0', 'releaseInstance', 'RESULT_CODE', ['RESULT_000005']],
    ['body-sign-missing', 'V1.0', 'releaseInstance', 'BODY_SIGN_MISSING', ['BODY_SIGN_ABSENT']],
    ['body-sign-hex', 'V1.0', 'releaseInstance', 'BODY_SIGN_MISMATCH', ['SIGNATURE_MISTAKE']],
    ['bom-in-body', 'V2.0', 'newInstance', 'UNPARSABLE', ['BODY_HAS_BOM']],
    ['http-500', 'V1.0', 'newInstance', 'HTTP_STATUS', ['STATUS_NOT_200']],
  ])('%s in %s is named for %s', async (fault, protocol, activity, code, explained) => {
    await withSeller({ protocol }, async (deps, seller) => {
      const instanceId = await makeInstance(deps);
      seller.state.setFault(fault, true);
      const { assessment: verdict, explanations, draft } = await call(deps, activity, undefined, instanceId);
      expect(verdict.outcome).toBe('fail');
      expect(draft.attempt).toMatchObject({ isPassed: false, failureCode: code });
      expect(explanations.map((found) => found.code)).toEqual(explained);
      expect(draft.attempt.explanations).toEqual(explanations);
    });
  });

  it('is no fault while the order is under way', async () => {
    await withSeller({ protocol: 'V2.0', faults: ['in-progress'] }, async (deps) => {
      const { assessment: verdict, draft, explanations } = await call(deps, 'newInstance');
      expect(verdict.outcome).toBe('in-progress');
      expect(draft.attempt).toMatchObject({ isPassed: true, resultCode: '000004' });
      expect(explanations).toEqual([]);
    });
  });
});

describe('a call', () => {
  const answering = (result: OutboundResult) => {
    const asked: OutboundRequest[] = [];
    const send = (request: OutboundRequest) => {
      asked.push(request);
      return Promise.resolve(result);
    };
    return { outbound: { send }, asked };
  };

  it('may take 20 seconds and one MiB, and ends with the run', async () => {
    const { outbound, asked } = answering({ ok: true, exchange: makeExchange() });
    const deps = makeDeps('V2.0', outbound);
    await call(deps, 'newInstance');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ timeoutMs: 20_000, maxBodyBytes: 1_048_576, signal: deps.signal });
  });

  it('that our own side stopped is nothing', async () => {
    const { outbound } = answering({ ok: false, failure: makeFailure('ABORTED') });
    const spec = findInterface('V2.0', 'releaseInstance');
    const stopped = spec && (await callInterface(spec, {}, makeDeps('V2.0', outbound), ABOUT));
    expect(stopped).toBeNull();
  });

  it('that got no answer is kept as it went out', async () => {
    const { outbound, asked } = answering({ ok: false, failure: makeFailure('CONNECTION_REFUSED') });
    const {
      draft,
      assessment: verdict,
      explanations,
    } = await call(makeDeps('V1.0', outbound), 'releaseInstance');
    expect(verdict.message).toBe('Debugging failed. The production address is unreachable.');
    expect(explanations.map(({ code }) => code)).toEqual(['CONNECTION_REFUSED']);
    expect(draft.attempt).toMatchObject({
      method: 'GET',
      url: asked[0]?.url,
      status: null,
      responseBody: null,
      failureCode: 'UNREACHABLE',
      resultCode: null,
    });
  });

  it.each([
    ['a login filter', '{"code":401,"msg":"登录已过期"}', 'HTTP_LOGIN_DEMANDED'],
    [
      'an answer that is text inside another',
      '{"body":"{\\"resultCode\\":\\"000000\\"}"}',
      'JSON_ENCODED_TWICE',
    ],
  ])('that got %s is not asked for its fields', async (_name, body, code) => {
    const { outbound } = answering({ ok: true, exchange: makeExchange({ body }) });
    const { explanations } = await call(makeDeps('V2.0', outbound), 'newInstance');
    expect(explanations.map((found) => found.code)).toEqual([code]);
  });

  it('of the kit is not made without its key', async () => {
    const { outbound, asked } = answering({ ok: true, exchange: makeExchange() });
    const deps = makeDeps('V2.0', outbound, { kitAccessKey: null });
    await expect(call(deps, 'tenantSync')).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(asked).toEqual([]);
  });
});
