import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCiphertext,
  decryptField,
  type EncryptType,
  encryptField,
  newIv,
  sha1Prng,
} from '@/lib/signing/encryption';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import vectors from '../../fixtures/signing-vectors.json';

const encryptType = fc.constantFrom<EncryptType>('1', '2');
const key = { accessKey: 'k', encryptType: '1' } as const;

describe('encryption of sensitive fields', () => {
  it('decrypts what it encrypted, for any text and key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), encryptType, (plaintext, accessKey, type) => {
        const choice = { accessKey, encryptType: type };
        const ciphertext = encryptField(plaintext, { ...choice, iv: newIv(nodeRandom) }, nodePrimitives);
        expect(decryptField(ciphertext, choice, nodePrimitives)).toEqual({ ok: true, plaintext });
      }),
    );
  });

  it('counts the ciphertext without encrypting', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: 'grapheme-ascii' }), fc.nat(3), (ascii, wide) => {
        const plaintext = ascii + '华'.repeat(wide);
        const ciphertext = encryptField(plaintext, { ...key, iv: 'A'.repeat(16) }, nodePrimitives);
        const count = countCiphertext(plaintext);
        expect(count.ciphertextCharacters).toBe(ciphertext.length);
        expect(count.fits).toBe(ciphertext.length <= 128);
        expect(count.bytesLeft >= 0).toBe(count.fits);
      }),
    );
  });

  it.each([
    ['', 0, 40, 79],
    ['x'.repeat(79), 79, 124, 0],
    ['x'.repeat(80), 80, 144, -1],
    ['华'.repeat(26), 78, 124, 1],
  ])(
    'leaves room for 79 bytes of UTF-8: %#',
    (plaintext, plaintextBytes, ciphertextCharacters, bytesLeft) => {
      expect(countCiphertext(plaintext)).toMatchObject({ plaintextBytes, ciphertextCharacters, bytesLeft });
    },
  );

  const [valid] = vectors.encryption;
  const ciphertext = valid?.ciphertext ?? '';
  it.each([
    ['', { code: 'IV_MISSING', length: 0 }],
    ['short', { code: 'IV_MISSING', length: 5 }],
    ['!'.repeat(16), { code: 'IV_INVALID', seen: '!'.repeat(16) }],
    [ciphertext.slice(0, 16), { code: 'BLOCK_LENGTH', bytes: 0 }],
    [`${ciphertext.slice(0, 16)}AAAA`, { code: 'BLOCK_LENGTH', bytes: 3 }],
    [`${ciphertext.slice(0, 18)} ${ciphertext.slice(19)}`, { code: 'BASE64_INVALID', position: 19 }],
    [ciphertext.slice(0, -1), { code: 'BASE64_INVALID', position: ciphertext.length }],
    [ciphertext, { code: 'KEY_OR_TYPE_WRONG' }],
  ])('gives a reason for what it cannot decrypt: %#', (garbage, failure) => {
    expect(decryptField(garbage, key, nodePrimitives)).toEqual({ ok: false, failure });
  });

  it('gives a reason for bytes that are no text', () => {
    const iv = 'A'.repeat(16);
    const bytes = nodePrimitives.encryptAesCbc(
      sha1Prng(new TextEncoder().encode('k'), 32, nodePrimitives),
      new TextEncoder().encode(iv),
      Uint8Array.of(0xff),
    );
    const garbage = iv + Buffer.from(bytes).toString('base64');
    expect(decryptField(garbage, key, nodePrimitives)).toEqual({ ok: false, failure: { code: 'NOT_UTF8' } });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.base64String(), encryptType, (start, base64, type) => {
        const result = decryptField(start + base64, { accessKey: 'k', encryptType: type }, nodePrimitives);
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });
});
