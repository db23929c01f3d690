import { describe, expect, it } from 'vitest';
import { encryptField } from '@/lib/signing/encryption';
import { explainCiphertext } from '@/lib/signing/explain-ciphertext';
import { purePrimitives } from '@/lib/signing/pure-primitives';

const accessKey = 'Kf7-key_9mX';
const iv = 'aB3dE6gH9jK2mN5p';
const ciphertext = encryptField('secret', { accessKey, encryptType: '1', iv }, purePrimitives);
const explained = (given: string, encryptType: '1' | '2' = '1') =>
  explainCiphertext(given, { accessKey, encryptType }, purePrimitives);

describe('a ciphertext, with what a browser has', () => {
  it('is decrypted with blanks around it', () => {
    expect(explained(` ${ciphertext}\n`)).toEqual({ ok: true, plaintext: 'secret' });
  });

  it.each([
    ['HEX', iv + Buffer.from(ciphertext.slice(16), 'base64').toString('hex')],
    [
      'IV_INSIDE',
      Buffer.concat([Buffer.from(iv), Buffer.from(ciphertext.slice(16), 'base64')]).toString('base64'),
    ],
    ['QUOTED', `"${ciphertext}"`],
    ['LINE_ENDS', `${ciphertext.slice(0, 20)}\n${ciphertext.slice(20)}`],
  ])('is read where it is nearly right: %s', (form, given) => {
    expect(explained(given)).toEqual({
      ok: false,
      causes: [{ code: 'NEAR', form, type: '1', plaintext: 'secret' }],
    });
  });

  it('is read by the other algorithm', () => {
    expect(explained(ciphertext, '2')).toMatchObject({
      causes: [{ form: 'TYPE', type: '1', plaintext: 'secret' }],
    });
  });

  it('is refused for the reason of the documented form where nothing reads it', () => {
    expect(explained('short')).toMatchObject({ ok: false, causes: [{ code: 'IV_MISSING' }] });
  });
});
