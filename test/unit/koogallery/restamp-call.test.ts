import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { restampCall } from '@/lib/koogallery/restamp-call';
import { signCall } from '@/lib/koogallery/sign-call';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV2Kit } from '@/lib/signing/profiles/v2-kit';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { ACCESS_KEY, countedRandom, depsWith, testClock } from '../adversarial/call-deps';

const KIT_KEY = 'kit-key-of-this-test';
const { target } = depsWith({ send: () => Promise.reject(new Error('nothing is sent here')) });
const LATER = fixedClock('2026-03-01T08:30:00.456Z');

function signed(protocol: 'V2.0' | 'V1.0', activity: string, productionUrl: string) {
  const spec = findInterface(protocol, activity);
  if (!spec) throw new Error('no interface');
  const random = countedRandom();
  const sources = { clock: testClock(), random };
  const request = { activity, orderId: 'o-1', customerName: '测试 + 客户' };
  const call = signCall(spec, request, { ...target, productionUrl, kitAccessKey: KIT_KEY }, sources);
  const accessKey = spec.kind === 'kit' ? KIT_KEY : ACCESS_KEY;
  const stamping = { accessKey, productionUrl, at: LATER.now(), random };
  return { call, stamping, spec, request };
}

const URLS = ['https://saas.example.com/produce', 'https://saas.example.com/produce?tenant=7%2B1'];

describe.each(URLS)('a call to %s, made again', (productionUrl) => {
  it('is right for a verifier of V2.0, with the same bytes and another nonce', () => {
    const { call, stamping } = signed('V2.0', 'newInstance', productionUrl);
    const { call: again, inputs } = restampCall(call, stamping, nodePrimitives);
    const policy = { accessKey: ACCESS_KEY, clock: LATER, nonces: null };
    expect(verifyV2Request(again, policy, nodePrimitives).ok).toBe(true);
    expect(again.body).toBe(call.body);
    expect(again.nonce).not.toBe(call.nonce);
    expect(inputs).toMatchObject({ nonce: again.nonce, timestamp: again.timestamp });
    expect(again.url.startsWith(productionUrl)).toBe(true);
  });

  it('is right for a verifier of the kit', () => {
    const { call, stamping } = signed('V2.0', 'tenantSync', productionUrl);
    const { call: again } = restampCall(call, stamping, nodePrimitives);
    const policy = { key: KIT_KEY, clock: LATER, nonces: null };
    const message = { headers: again.headers, payload: again.body };
    expect(verifyV2Kit(message, policy, nodePrimitives).ok).toBe(true);
    expect(again.nonce).not.toBe(call.nonce);
  });

  it('is in V1.0 what signing the same parameters then would have made', () => {
    const { call, stamping, spec, request } = signed('V1.0', 'newInstance', productionUrl);
    const then = signCall(
      spec,
      request,
      { ...target, productionUrl },
      { clock: LATER, random: stamping.random },
    );
    expect(restampCall(call, stamping, nodePrimitives).call).toEqual(then);
  });

  it('has a timestamp in seconds on demand', () => {
    const { call, stamping } = signed('V2.0', 'newInstance', productionUrl);
    const { call: again } = restampCall(call, { ...stamping, isInSeconds: true }, nodePrimitives);
    expect(again.timestamp).toBe(String(LATER.now().getTime()).slice(0, 10));
    expect(again.url).toContain(`timestamp=${again.timestamp}&`);
  });
});
