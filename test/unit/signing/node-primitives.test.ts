import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { Bytes, HashName } from '@/lib/signing/primitives';

/** Around a block (64), around what is kept (960) and copied behind the key (16,384 bytes, 5,461 characters), and beyond. */
const LENGTHS = [0, 1, 63, 64, 65, 959, 960, 961, 1_024, 5_460, 5_461, 5_462, 16_383, 16_384, 16_385, 20_000];
const texts = LENGTHS.flatMap((length) => ['a'.repeat(length), '华'.repeat(length)]);
const messages: Bytes[] = [...texts, ...LENGTHS.map((length) => new Uint8Array(length).fill(7))];
const keys: Bytes[] = [
  '',
  'k',
  '密钥',
  'k'.repeat(64),
  '密'.repeat(22),
  'k'.repeat(65),
  new Uint8Array(64),
  Uint8Array.of(1),
];

describe.each<HashName>(['sha1', 'sha256'])('HMAC with %s', (name) => {
  const expected = (key: Bytes, message: Bytes) => createHmac(name, key).update(message).digest('hex');
  const seen = (key: Bytes, message: Bytes) => nodePrimitives.hmacText(name, key, message, 'hex');

  it.each(keys)('is that of node:crypto for messages of any length: key %#', (key) => {
    for (const message of messages) expect(seen(key, message)).toBe(expected(key, message));
  });

  it('is that of node:crypto whatever was calculated before', () => {
    const any = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 80 }), fc.constantFrom<Bytes>('k', 'kk'));
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any), { maxLength: 6 }), (calculations) => {
        for (const [key, message] of calculations) {
          expect(seen(key, message)).toBe(expected(key, message));
          const digest = nodePrimitives.hmac(name, key, message);
          expect(Buffer.from(digest).toString('hex')).toBe(expected(key, message));
        }
      }),
    );
  });

  it('follows a key that is changed in place', () => {
    const key = Uint8Array.of(1, 2, 3);
    const before = seen(key, 'm');
    key[0] = 9;
    expect(seen(key, 'm')).toBe(expected(key, 'm'));
    expect(seen(key, 'm')).not.toBe(before);
  });
});
