import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { API_KEY_BYTES, apiKeyHint, isApiKey, writeApiKey } from '@/lib/api-keys/rules/api-key-text';

const bytes = fc.uint8Array({ minLength: API_KEY_BYTES, maxLength: API_KEY_BYTES });

describe('an API key', () => {
  it('has one length and one alphabet, whatever its bytes', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const key = writeApiKey(random);
        expect(key).toMatch(/^pfk_[0-9A-Za-z]{49}$/);
        expect(isApiKey(key)).toBe(true);
        expect(apiKeyHint(key)).toBe(key.slice(0, 10));
      }),
    );
  });

  it('has all of its bytes in it', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(writeApiKey(one)).not.toBe(writeApiKey(other));
      }),
    );
  });

  it('is none after one character was mistyped', () => {
    fc.assert(
      fc.property(bytes, fc.nat(48), fc.constantFrom(...'09AZaz'), (random, at, typed) => {
        const key = writeApiKey(random);
        const place = 'pfk_'.length + at;
        fc.pre(key[place] !== typed);
        expect(isApiKey(`${key.slice(0, place)}${typed}${key.slice(place + 1)}`)).toBe(false);
      }),
    );
  });

  it.each(['', 'pfk_', `pfk_${'0'.repeat(49)}`, `${writeApiKey(new Uint8Array(32))}\n`, 'x'.repeat(100_000)])(
    'is not %j',
    (text) => {
      expect(isApiKey(text)).toBe(false);
    },
  );
});
