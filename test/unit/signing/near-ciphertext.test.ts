import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey, encryptField } from '@/lib/signing/encryption';
import { readNearCiphertext } from '@/lib/signing/near-ciphertext';
import { nodePrimitives } from '@/lib/signing/node-primitives';

const KEY = 'near-access-key-1';
const IV = 'aB3dE6gH9jK2mN10';
const ivBytes = Buffer.from(IV);
/** Its base64 has a plus, a slash and padding. */
const TEXT = 'administrator-13';
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();
const derived = Buffer.from(deriveKey(KEY, '1', nodePrimitives));

function sealed(
  key: Uint8Array,
  { mode = 'cbc', iv = ivBytes, isPadded = true, text = TEXT as string | Uint8Array } = {},
): Buffer {
  const name = `aes-${key.length * 8}-${mode}`;
  const cipher = createCipheriv(name, key, mode === 'ecb' ? null : iv).setAutoPadding(isPadded);
  return Buffer.concat([cipher.update(text as string), cipher.final()]);
}
const bytes = sealed(derived);
const base64 = bytes.toString('base64');
const right = IV + base64;

/** `Salted__`, the salt and the bytes, as openssl and CryptoJS write what is encrypted under a passphrase. */
function salted(passphrase: string, hash: string): string {
  const salt = Buffer.from('8bytes++');
  let [made, last] = [Buffer.alloc(0), Buffer.alloc(0)];
  while (made.length < 48) {
    last = createHash(hash).update(last).update(passphrase).update(salt).digest();
    made = Buffer.concat([made, last]);
  }
  const body = sealed(made.subarray(0, 32), { iv: made.subarray(32, 48) });
  return Buffer.concat([Buffer.from('Salted__'), salt, body]).toString('base64');
}

const read = (text: string, accessKeys = [KEY]) =>
  readNearCiphertext(text, { accessKeys, encryptType: '1' }, { ...nodePrimitives, md5 });
const zeroFilled = (key: string, length: number) =>
  Buffer.concat([Buffer.from(key), Buffer.alloc(32)], 64).subarray(0, length);
const sha256 = createHash('sha256').update(KEY).digest();

describe('a ciphertext in another form', () => {
  it('has something to show for each alphabet', () => {
    expect(right).toBe(encryptField(TEXT, { accessKey: KEY, encryptType: '1', iv: IV }, nodePrimitives));
    expect(base64).toMatch(/=$/);
    expect(base64).toMatch(/\+/);
    expect(base64).toMatch(/\//);
  });

  it.each<[string, string, string[]]>([
    ['a line end behind it', `${right}\n`, ['LINE_ENDS']],
    ['line ends of MIME', `${right.slice(0, 30)}\r\n${right.slice(30)}\r\n`, ['LINE_ENDS']],
    ['an escaped line end', `${right}\\n`, ['LINE_ENDS']],
    ['a plus that became a blank', right.replaceAll('+', ' '), ['PLUS_LOST']],
    ['URL encoding', encodeURIComponent(right), ['URL_ENCODED']],
    ['slashes that are escaped twice', right.replaceAll('/', '\\/'), ['JSON_ESCAPED']],
    [
      'characters that are escaped twice',
      right.replace(/[+/=]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
      ['JSON_ESCAPED'],
    ],
    ['quotes', `"${right}"`, ['QUOTED']],
    ['the URL alphabet', IV + bytes.toString('base64url'), ['BASE64URL']],
    ['the URL alphabet with padding', right.replaceAll('+', '-').replaceAll('/', '_'), ['BASE64URL']],
    ['no padding of the base64', right.replace(/=+$/, ''), ['UNPADDED']],
    ['a colon', `${IV}:${base64}`, ['SEPARATED']],
    ['a dot', `${IV}.${base64}`, ['SEPARATED']],
    [
      'an IV in hexadecimal and a colon',
      `${ivBytes.toString('hex')}:${bytes.toString('base64')}`,
      ['SEPARATED'],
    ],
    ['all of it in base64', Buffer.concat([ivBytes, bytes]).toString('base64'), ['IV_INSIDE']],
    ['the IV behind', base64 + IV, ['IV_BEHIND']],
    ['the IV behind, inside', Buffer.concat([bytes, ivBytes]).toString('base64'), ['IV_BEHIND']],
    ['the IV in hexadecimal', ivBytes.toString('hex') + base64, ['IV_HEX']],
    ['the IV in base64', ivBytes.toString('base64') + base64, ['IV_BASE64']],
    [
      'an IV of other characters',
      `-_*!E6gH9jK2mN10${sealed(derived, { iv: Buffer.from('-_*!E6gH9jK2mN10') }).toString('base64')}`,
      ['IV_CHARACTERS'],
    ],
    ['hexadecimal', IV + bytes.toString('hex'), ['HEX']],
    ['hexadecimal of all of it', Buffer.concat([ivBytes, bytes]).toString('hex').toUpperCase(), ['HEX']],
    ['base64 twice', Buffer.from(right).toString('base64'), ['BASE64_TWICE']],
    ['base64 twice behind the IV', IV + Buffer.from(base64).toString('base64'), ['BASE64_TWICE']],
    [
      'no IV at all',
      sealed(derived, { iv: Buffer.alloc(16) }).toString('base64'),
      ['IV_ABSENT', 'MODE_ZERO_IV'],
    ],
    [
      'the key as IV',
      sealed(derived, { iv: derived.subarray(0, 16) }).toString('base64'),
      ['IV_ABSENT', 'MODE_KEY_AS_IV'],
    ],
    ['ECB', sealed(derived, { mode: 'ecb' }).toString('base64'), ['IV_ABSENT', 'MODE_ECB']],
    ['ECB behind an IV', IV + sealed(derived, { mode: 'ecb' }).toString('base64'), ['MODE_ECB']],
    [
      'zeros as padding',
      IV +
        sealed(derived, {
          isPadded: false,
          text: Buffer.concat([Buffer.from('admin'), Buffer.alloc(11)]),
        }).toString('base64'),
      ['PADDING_ZERO'],
    ],
    [
      'no padding of the text',
      IV + sealed(derived, { isPadded: false }).toString('base64'),
      ['PADDING_NONE'],
    ],
    ['the access key itself', IV + sealed(zeroFilled(KEY, 32)).toString('base64'), ['KEY_RAW']],
    ['its SHA-256', IV + sealed(sha256).toString('base64'), ['KEY_SHA256']],
    [
      'its MD5 as text',
      IV + sealed(Buffer.from(md5(Buffer.from(KEY)).toString('hex'))).toString('base64'),
      ['KEY_HEX_OF_MD5'],
    ],
    ['a passphrase, as CryptoJS takes a text', salted(KEY, 'md5'), ['KEY_OPENSSL']],
    ['a passphrase of openssl enc', salted(KEY, 'sha256'), ['KEY_OPENSSL']],
    [
      'a passphrase, in lines',
      salted(KEY, 'md5').replace(/.{20}/, (part) => `${part}\n`),
      ['LINE_ENDS', 'KEY_OPENSSL'],
    ],
    [
      'base64 of all and its SHA-256',
      Buffer.concat([ivBytes, sealed(sha256)]).toString('base64'),
      ['IV_INSIDE', 'KEY_SHA256'],
    ],
  ])('%s', (_name, text, deviations) => {
    const isAdmin = deviations.includes('PADDING_ZERO');
    expect(read(text)).toEqual({ plaintext: isAdmin ? 'admin' : TEXT, usedType: '1', deviations });
  });

  it('tells which algorithm was used', () => {
    const type2 = encryptField(TEXT, { accessKey: KEY, encryptType: '2', iv: IV }, nodePrimitives);
    expect(read(type2)).toEqual({ plaintext: TEXT, usedType: '2', deviations: [] });
    const short = IV + sealed(md5(Buffer.from(KEY))).toString('base64');
    expect(read(short)).toMatchObject({ usedType: '2', deviations: ['KEY_MD5'] });
  });

  it('tells the key of another interface type', () => {
    const other = encryptField(
      TEXT,
      { accessKey: 'of-the-other-type', encryptType: '1', iv: IV },
      nodePrimitives,
    );
    expect(read(other, [KEY, 'of-the-other-type'])).toMatchObject({ deviations: ['KEY_OTHER'] });
    expect(read(other)).toBeNull();
  });

  it('reads nothing into what is no ciphertext of these keys', () => {
    const random = (seed: number, length: number) =>
      Buffer.concat(
        Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
          createHash('sha256').update(`${seed}/${at}`).digest(),
        ),
      ).subarray(0, length);
    for (let seed = 0; seed < 40; seed++)
      for (const text of [
        IV + random(seed, 16).toString('base64'),
        random(seed, 48).toString('base64'),
        random(seed, 32).toString('hex'),
      ])
        expect(read(text)).toBeNull();
    for (const text of ['', 'admin', 'admin@example.com', 'x'.repeat(100_000)]) expect(read(text)).toBeNull();
  });
});
