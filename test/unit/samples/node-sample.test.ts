import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { refusalOf, refusalOfV1, requestSignature } from '../../../public/samples/koogallery.mjs';

const accessKey = 'd3c1a8f0-2b7e-4c55';
const nowMs = 1_772_352_000_000;

it('signs any bytes as this product does', () => {
  const text = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(fc.uint8Array(), text, text, text, (body, key, nonce, timestamp) => {
      const ours = stagesV2Request({ accessKey: key, nonce, timestamp, body }, nodePrimitives).signature;
      expect(requestSignature(Buffer.from(body), { timestamp, nonce }, key)).toBe(ours);
    }),
  );
});

it('refuses whatever was not signed, and throws at nothing that a query can hold', () => {
  const timestamp = fc.oneof(fc.string(), fc.constant(String(nowMs)), fc.constant(undefined));
  const query = fc.record({ signature: fc.string({ maxLength: 80 }), timestamp, nonce: fc.string() });
  fc.assert(
    fc.property(fc.uint8Array(), query, (body, hostile) => {
      const nonces = new Map<string, number>();
      expect(refusalOf(Buffer.from(body), hostile, accessKey, nonces, nowMs)).toEqual(expect.any(String));
      expect(nonces.size).toBe(0);
    }),
  );
});

it('forgets a nonce when its timestamp counts no more, and not before', () => {
  const body = Buffer.from('{}');
  const parts = { timestamp: String(nowMs), nonce: 'n'.repeat(16) };
  const query = { ...parts, signature: requestSignature(body, parts, accessKey) };
  const nonces = new Map<string, number>([['old', nowMs - 1]]);
  expect(refusalOf(body, query, accessKey, nonces, nowMs)).toBeNull();
  expect([...nonces.keys()]).toEqual([parts.nonce]);
  expect(refusalOf(body, query, accessKey, nonces, nowMs + 60_000)).toBe('nonce was used before');
});

it('refuses whatever V1.0 call has no token of its own, and throws at nothing that a query can hold', () => {
  const timeStamp = fc.oneof(fc.string(), fc.constant('20260301080000123'), fc.constant(undefined));
  const authToken = fc.oneof(fc.string(), fc.constant(undefined));
  const query = fc.record({ authToken, timeStamp, orderId: fc.string() });
  fc.assert(
    fc.property(query, (hostile) => {
      expect(refusalOfV1(hostile, accessKey, nowMs)).toEqual(expect.any(String));
    }),
  );
});
