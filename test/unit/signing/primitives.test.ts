import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toBase64, toHex, toText } from '@/lib/signing/encoding';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import type { HashName } from '@/lib/signing/primitives';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { randomText } from '@/lib/signing/random-text';

const anyBytes = fc.uint8Array({ maxLength: 300 });
/** Lone surrogates included. */
const anyUtf16 = fc.uint16Array({ maxLength: 60 }).map((units) => String.fromCharCode(...units));
const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');

describe.each<HashName>(['sha1', 'sha256'])('%s in plain TypeScript', (name) => {
  it('agrees with node:crypto at every length around a block', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = new Uint8Array(length).fill(length);
      expect(hex(purePrimitives.hash(name, bytes))).toBe(createHash(name).update(bytes).digest('hex'));
    }
  });

  it('agrees with node:crypto on HMAC for any key and message', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (key, message) => {
        expect(hex(purePrimitives.hmac(name, key, message))).toBe(
          hex(nodePrimitives.hmac(name, key, message)),
        );
      }),
    );
  });

  it('takes a text for its UTF-8 bytes, lone surrogates included', () => {
    fc.assert(
      fc.property(anyUtf16, fc.constantFrom('hex', 'base64'), (text, encoding) => {
        expect(purePrimitives.hmacText(name, text, text, encoding)).toBe(
          nodePrimitives.hmacText(name, text, text, encoding),
        );
      }),
    );
  });
});

describe.each([16, 32])('AES-CBC with a key of %i bytes', (keyBytes) => {
  const fixed = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

  it('agrees with node:crypto in both directions', () => {
    fc.assert(
      fc.property(fixed(keyBytes), fixed(16), anyBytes, (key, iv, plaintext) => {
        const ciphertext = purePrimitives.encryptAesCbc(key, iv, plaintext);
        expect(hex(ciphertext)).toBe(hex(nodePrimitives.encryptAesCbc(key, iv, plaintext)));
        expect(hex(purePrimitives.decryptAesCbc(key, iv, ciphertext))).toBe(hex(plaintext));
      }),
    );
  });

  it('agrees with node:crypto on what cannot be decrypted', () => {
    fc.assert(
      fc.property(fixed(keyBytes), fixed(16), fc.uint8Array({ maxLength: 48 }), (key, iv, garbage) => {
        expect(hex(purePrimitives.decryptAesCbc(key, iv, garbage))).toBe(
          hex(nodePrimitives.decryptAesCbc(key, iv, garbage)),
        );
      }),
    );
  });
});

describe('encodings', () => {
  it('are those of Node', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toHex(bytes)).toBe(hex(bytes));
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromHex(toHex(bytes).toUpperCase())).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['a', 'abc', 'ab=c', 'a===', 'ab-_', 'YWI', ' YWI='])('refuse %j as base64', (text) => {
    expect(fromBase64(text)).toBeNull();
  });

  it('refuse what is no hexadecimal and no UTF-8', () => {
    expect(fromHex('abc')).toBeNull();
    expect(fromHex('zz')).toBeNull();
    expect(toText(Uint8Array.of(0xff))).toBeNull();
    expect(toText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA');
  });
});

describe('randomText', () => {
  it('draws again for bytes that would make some letters likelier', () => {
    const draws = [Uint8Array.of(248, 255, 0, 61), Uint8Array.of(62, 247)];
    expect(randomText(4, () => draws.shift() ?? new Uint8Array())).toBe('0z0z');
  });

  it('has the length asked for, and never repeats with the generator of Node', () => {
    const texts = new Set(Array.from({ length: 500 }, () => randomText(32, nodeRandom)));
    expect(texts.size).toBe(500);
    for (const text of texts) expect(text).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(nodeRandom(5_000)).toHaveLength(5_000);
  });
});
