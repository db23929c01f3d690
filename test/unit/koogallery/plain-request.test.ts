import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import type { CallTarget } from '@/lib/koogallery/call-target';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';
import { plainRequest } from '@/lib/koogallery/plain-request';
import { signCall } from '@/lib/koogallery/sign-call';
import { nodePrimitives } from '@/lib/signing/node-primitives';

const target: CallTarget = {
  productionUrl: 'https://saas.example.com/produce',
  accessKey: 'planted-key',
  kitAccessKey: 'planted-kit-key',
  previousKeys: [],
  encryptionAlgorithm: 'AES256',
  kitPublicKey: null,
};
const clock = fixedClock('2026-03-02T09:00:00Z');
const sources = { clock, random: (size: number) => new Uint8Array(randomBytes(size)) };
const sampleContext = {
  now: clock.now(),
  newId: () => 'business-1',
  orderId: 'CS1',
  orderLineId: 'CS1-1',
  instanceId: 'i-1',
};
const sent = INTERFACES.filter((spec) => !spec.request.some(({ wire }) => wire === 'rsa-oaep'));
const makeSample = (spec: (typeof INTERFACES)[number]) => spec.templates[0].build(sampleContext);
const wire = (spec: (typeof INTERFACES)[number], by = target) => {
  const { url, body } = signCall(spec, makeSample(spec), by, sources);
  return { url, requestBody: body };
};

describe('the plain request behind what was sent', () => {
  it.each(sent.map((spec) => [`${spec.protocol} ${spec.activity}`, spec] as const))(
    '%s: signed again it carries the same values',
    (_name, spec) => {
      const first = wire(spec);
      const plain = plainRequest(spec, first, target, nodePrimitives);
      if (!plain.ok) throw new Error(plain.reason);
      clock.advanceMs(60_000);
      const { url, body } = signCall(plain.spec, plain.request, target, sources);
      const again = plainRequest(spec, { url, requestBody: body }, target, nodePrimitives);
      expect(again).toEqual(plain);
      expect(body).toEqual(first.requestBody);
    },
  );

  const v1 = INTERFACES.find(({ protocol, activity }) => protocol === 'V1.0' && activity === 'newInstance');

  it('is decrypted with a key whose overlap lasts, and encrypted with the new one', () => {
    if (!v1) throw new Error('no V1.0 newInstance');
    const first = wire(v1);
    const rotated = { ...target, accessKey: 'planted-new-key', previousKeys: [target.accessKey] };
    const plain = plainRequest(v1, first, rotated, nodePrimitives);
    expect(plain).toMatchObject({ ok: true, request: { email: makeSample(v1).email } });
    expect(plainRequest(v1, first, { ...rotated, previousKeys: [] }, nodePrimitives)).toEqual({
      ok: false,
      reason: 'FIELDS_UNREADABLE',
    });
  });

  it('sends what only the seller can decrypt as it was', () => {
    const spec = INTERFACES.find(({ activity }) => activity === 'applicationSync');
    if (!spec) throw new Error('no applicationSync');
    const body = new TextEncoder().encode(JSON.stringify({ ...makeSample(spec), clientSecret: 'c2VhbGVk' }));
    const plain = plainRequest(spec, { url: '', requestBody: body }, target, nodePrimitives);
    if (!plain.ok) throw new Error(plain.reason);
    const again = signCall(plain.spec, plain.request, target, sources);
    expect(JSON.parse(new TextDecoder().decode(again.body))).toMatchObject({ clientSecret: 'c2VhbGVk' });
  });

  it('is none where what was sent cannot be read', () => {
    const [spec] = sent;
    if (!spec) throw new Error('no interface');
    for (const requestBody of [new Uint8Array([0xff]), new TextEncoder().encode('[1]'), new Uint8Array()])
      expect(plainRequest(spec, { url: '', requestBody }, target, nodePrimitives)).toEqual({
        ok: false,
        reason: 'REQUEST_UNREADABLE',
      });
  });
});
