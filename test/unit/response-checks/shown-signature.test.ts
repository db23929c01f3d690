import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { restampCall } from '@/lib/koogallery/restamp-call';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { signCall } from '@/lib/koogallery/sign-call';
import { explainShownSignature } from '@/lib/response-checks/signature/explain-shown-signature';
import { signedVariants } from '@/lib/signing/hypotheses/signed-variants';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { ACCESS_KEY, depsWith } from '../adversarial/call-deps';
import { makeExchange } from './exchanges';

function stamped(protocol: 'V2.0' | 'V1.0') {
  const deps = depsWith({ send: () => Promise.reject(new Error('nothing is sent')) }, { protocol });
  const spec = findInterface(protocol, 'newInstance');
  if (!spec) throw new Error('no interface');
  const now = deps.clock.now();
  const request = sampleRequest(spec, {
    now,
    newId: deps.newId,
    orderId: 'o',
    orderLineId: 'l',
    instanceId: 'i',
  });
  const call = signCall(spec, request, deps.target, deps);
  const stamping = {
    accessKey: ACCESS_KEY,
    productionUrl: deps.target.productionUrl,
    at: now,
    random: nodeRandom,
  };
  return restampCall(call, stamping, nodePrimitives);
}

type Stamped = ReturnType<typeof stamped>;
const explain = (call: Stamped, body: string, headers: RawHeader[] = []) =>
  explainShownSignature(
    {
      ok: true,
      exchange: makeExchange({ body, headers: [['Content-Type', 'application/json'], ...headers] }),
    },
    call,
    [],
    nodePrimitives,
  );
function mistaken({ inputs }: Stamped, mistake: string): string {
  const variant = signedVariants(inputs, nodePrimitives).find((one) => one.mistake === mistake);
  if (!variant) throw new Error(`no ${mistake}`);
  return variant.value;
}
const refusal = (resultMsg: string) => JSON.stringify({ resultCode: '000001', resultMsg });

describe('a refusal that shows what was calculated', () => {
  it.each([
    ['behind a label', (value: string) => explainedBy(refusal(`sign error, expected ${value}`))],
    ['alone', (value: string) => explainedBy(JSON.stringify({ resultCode: '000001', data: value }))],
    ['in upper case', (value: string) => explainedBy(refusal(`sign=${value.toUpperCase()}`))],
    ['with slashes that JSON escapes', (value: string) => explainedBy(refusal(value).replaceAll('/', '\\/'))],
    [
      'beside an echo of what was sent',
      (value: string, call: Stamped) => explainedBy(refusal(`${call.call.signature} != ${value}`)),
    ],
    ['in a header', (value: string) => explainedBy('{"resultCode":"000001"}', [['X-Expected-Sign', value]])],
  ])('%s is taken to the X-ray', (_name, answer) => {
    const call = stamped('V2.0');
    const { body, headers } = answer(mistaken(call, 'inner-plain-sha256'), call);
    expect(explain(call, body, headers)).toMatchObject([
      { code: 'SELLER_SHOWS_MISTAKE', values: { mistakes: 'inner-plain-sha256' } },
    ]);
  });

  it('is marked in the answer', () => {
    const call = stamped('V2.0');
    const value = mistaken(call, 'inner-plain-sha256');
    const body = refusal(`签名错误 ${value}`);
    const [found] = explain(call, body);
    const { offset = 0, length = 0 } = found?.mark ?? {};
    expect(
      Buffer.from(body)
        .subarray(offset, offset + length)
        .toString(),
    ).toBe(value);
  });

  it('in V1.0 is read as base64', () => {
    const call = stamped('V1.0');
    const value = mistaken(call, 'output-hex');
    expect(explain(call, refusal(`expected: ${value}`))).toMatchObject([
      { code: 'SELLER_SHOWS_MISTAKE', values: { mistakes: 'output-hex' } },
    ]);
  });

  it('with the right value in lower case is compared letter by letter', () => {
    const call = stamped('V2.0');
    expect(explain(call, refusal(`expected ${call.call.signature.toLowerCase()}`))).toMatchObject([
      { code: 'SELLER_LOWER_CASE' },
    ]);
  });

  it('says nothing by an echo, another hash or a trace id', () => {
    const call = stamped('V2.0');
    for (const text of [call.call.signature, 'ab'.repeat(32), 'x'.repeat(44), ''])
      expect(explain(call, refusal(text))).toEqual([]);
  });

  it('with the text that was signed shows where that departs, without the key', () => {
    const call = stamped('V2.0');
    const text = `${ACCESS_KEY}|${call.call.nonce}|${call.call.timestamp}|body`;
    const value = nodePrimitives.hmacText('sha256', ACCESS_KEY, text, 'hex');
    const found = explain(call, JSON.stringify({ resultCode: '000001', stringToSign: text, sign: value }));
    expect(found).toMatchObject([{ code: 'SELLER_SIGNED_TEXT', values: { position: 12 } }]);
    expect(JSON.stringify(found)).not.toContain(ACCESS_KEY);
  });

  it('of a hostile length is read in time', () => {
    const call = stamped('V2.0');
    for (const body of [
      'a'.repeat(500_000),
      'ab '.repeat(100_000),
      '"'.repeat(100_000),
      `"${':x'.repeat(50_000)}"`,
    ])
      expect(explain(call, body)).toEqual([]);
  });
});

function explainedBy(body: string, headers: RawHeader[] = []) {
  return { body, headers };
}
