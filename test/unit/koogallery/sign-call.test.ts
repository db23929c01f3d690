import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import type { CallTarget } from '@/lib/koogallery/call-target';
import { encryptRsaOaep } from '@/lib/koogallery/encrypt-rsa-oaep';
import { type InterfaceSpec, textRequestField } from '@/lib/koogallery/interface';
import { newInstanceV2 } from '@/lib/koogallery/interfaces/v2/new-instance';
import { callBlocker, signCall } from '@/lib/koogallery/sign-call';
import { decodeQuery, readQuery } from '@/lib/signing/canonical';
import { toText } from '@/lib/signing/encoding';
import { decryptField } from '@/lib/signing/encryption';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { verifyMessage } from '@/lib/signing/wire-message';

const clock = fixedClock('2026-03-01T08:00:00.123Z');
let seed = 0;
const random = (length: number) => Uint8Array.from({ length }, () => (seed = (seed * 41 + 7) % 248));
const sources = { clock, random };
const pair = generateKeyPairSync('rsa', { modulusLength: 3_072 });
const kitPublicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const target: CallTarget = {
  productionUrl: 'https://saas.example.com:8443/koogallery?tenant=a%20b',
  accessKey: 'base key',
  kitAccessKey: 'kit key',
  previousKeys: [],
  encryptionAlgorithm: 'AES128',
  kitPublicKey,
};
const kit: InterfaceSpec = {
  ...newInstanceV2,
  activity: 'applicationSync',
  kind: 'kit',
  profile: 'v2-kit',
  path: '/produceAPI/v2/applicationSync',
  request: [textRequestField('clientId', 64), { ...textRequestField('clientSecret', 318), wire: 'rsa-oaep' }],
};
const v1: InterfaceSpec = {
  ...newInstanceV2,
  protocol: 'V1.0',
  profile: 'v1-auth-token',
  request: [
    { ...textRequestField('mobilePhone', 256), wire: 'encrypted' },
    { ...textRequestField('saasExtendParams', 4_096), format: 'list', wire: 'base64-json' },
  ],
};
const policy = { clock, nonces: null };

describe('a V2.0 call', () => {
  it('is a POST of canonical JSON, signed in the query behind the own one', () => {
    const call = signCall(
      newInstanceV2,
      { orderId: 'o', activity: 'newInstance', gone: null },
      target,
      sources,
    );
    expect(toText(call.body)).toBe('{"activity":"newInstance","orderId":"o"}');
    expect(call).toMatchObject({ profile: 'v2-request', method: 'POST', timestamp: '1772352000123' });
    expect(call.url).toBe(
      `${target.productionUrl}&signature=${call.signature}&timestamp=1772352000123&nonce=${call.nonce}`,
    );
    expect(call.signature).toMatch(/^[0-9A-F]{64}$/);
    expect(call.nonce).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(call.headers).toEqual([
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json;charset=utf8'],
    ]);
    expect(
      verifyMessage('v2-request', call, { ...policy, accessKey: 'base key' }, nodePrimitives),
    ).toMatchObject({ ok: true, unit: 'milliseconds' });
  });

  it('departs as it is told, and in nothing else', () => {
    const at = new Date('2026-02-01T00:00:00.999Z');
    const departures = { at, timestampUnit: 'seconds', nonce: 'n'.repeat(16), accessKey: 'other' } as const;
    const call = signCall(newInstanceV2, { orderId: 'o' }, target, { ...sources, options: departures });
    expect(call).toMatchObject({ timestamp: '1769904000', nonce: 'nnnnnnnnnnnnnnnn' });
    const judge = (accessKey: string) =>
      verifyMessage('v2-request', call, { accessKey, clock: null, nonces: null }, nodePrimitives);
    expect(judge('other')).toMatchObject({ ok: true, unit: 'seconds' });
    expect(judge('base key')).toMatchObject({ ok: false, failure: { code: 'SIGNATURE_MISMATCH' } });
  });
});

describe('a kit call', () => {
  it('goes to the path below the origin, signed by the kit key in headers', () => {
    const call = signCall(kit, { clientId: 'c', clientSecret: 'sécret' }, target, sources);
    expect(call.url).toBe('https://saas.example.com:8443/produceAPI/v2/applicationSync');
    expect(call.headers.slice(2)).toEqual([
      ['x-sign', call.signature],
      ['x-timestamp', '1772352000123'],
      ['x-nonce', call.nonce],
    ]);
    expect(call.signature).toMatch(/^[0-9a-f]{64}$/);
    expect(verifyMessage('v2-kit', call, { ...policy, accessKey: 'kit key' }, nodePrimitives).ok).toBe(true);
    const sent = JSON.parse(toText(call.body) ?? '') as { clientSecret: string };
    const plain = privateDecrypt(
      { key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(sent.clientSecret, 'base64'),
    );
    expect(plain.toString()).toBe('sécret');
  });

  it('cannot be made without its own key, or without the public key that it needs', () => {
    expect(callBlocker(kit, target)).toBeNull();
    expect(callBlocker(newInstanceV2, { ...target, kitAccessKey: null, kitPublicKey: null })).toBeNull();
    for (const lacking of [
      { kitAccessKey: null },
      { kitPublicKey: null },
      { kitPublicKey: 'no PEM' },
      { kitPublicKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    ]) {
      expect(callBlocker(kit, { ...target, ...lacking })).toBe('KIT_KEY_MISSING');
      expect(() => signCall(kit, { clientSecret: 's' }, { ...target, ...lacking }, sources)).toThrow(
        'PRECONDITION_FAILED',
      );
    }
  });

  it('encrypts what one block holds and no more', () => {
    const encrypt = (text: string) =>
      encryptRsaOaep(text, kitPublicKey, { random, primitives: nodePrimitives });
    const longest = encrypt('x'.repeat(318));
    expect(longest).not.toBeNull();
    expect(encrypt('x'.repeat(319))).toBeNull();
    const decrypt = (text: string | null) =>
      privateDecrypt(
        { key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
        Buffer.from(text ?? '', 'base64'),
      ).toString();
    expect(decrypt(longest)).toBe('x'.repeat(318));
    expect(decrypt(encrypt(''))).toBe('');
  });
});

describe('a V1.0 call', () => {
  const extension = [{ name: 'emailDomainName', value: 'a+b & ü' }];
  const request = {
    activity: 'newInstance',
    customerName: 'Müller & Söhne + Co',
    mobilePhone: '13800000000',
    orderAmount: 12.5,
    skuCode: null,
    timeStamp: 'of the builder',
    authToken: 'of the builder',
    saasExtendParams: extension,
  };

  it('is a GET with every value encoded once, timeStamp and authToken last', () => {
    const call = signCall(v1, request, target, sources);
    expect(call).toMatchObject({ method: 'GET', timestamp: '20260301080000123', nonce: null });
    expect(call.body).toHaveLength(0);
    const sent = decodeQuery(readQuery(call.url));
    expect(sent.map(([name]) => name)).toEqual([
      'tenant',
      'activity',
      'customerName',
      'mobilePhone',
      'orderAmount',
      'saasExtendParams',
      'timeStamp',
      'authToken',
    ]);
    const values = Object.fromEntries(sent);
    expect(values).toMatchObject({ customerName: 'Müller & Söhne + Co', orderAmount: '12.5' });
    expect(JSON.parse(Buffer.from(values.saasExtendParams ?? '', 'base64').toString())).toEqual(extension);
    expect(values.authToken).toBe(call.signature);
    expect(call.url).not.toContain('+');
  });

  it('encrypts by the declared algorithm, with a new IV each time', () => {
    const mobiles = [1, 2].map(
      () =>
        new URL(signCall(v1, request, target, { clock, random: nodeRandom }).url).searchParams.get(
          'mobilePhone',
        ) ?? '',
    );
    expect(new Set(mobiles).size).toBe(2);
    for (const mobile of mobiles) {
      expect(decryptField(mobile, { accessKey: 'base key', encryptType: '2' }, nodePrimitives)).toEqual({
        ok: true,
        plaintext: '13800000000',
      });
    }
  });

  it('sends a + in every ciphertext, so that a seller who loses it cannot pass by chance', () => {
    for (let call = 0; call < 20; call += 1) {
      const { url } = signCall(v1, request, target, { clock, random: nodeRandom });
      expect(new URL(url).searchParams.get('mobilePhone')).toContain('+');
    }
  });

  it('signs the query of the production URL with its own parameters, as a seller does who reads them all', () => {
    const call = signCall(v1, request, target, sources);
    expect(call.url.startsWith(`${target.productionUrl}&activity=`)).toBe(true);
    const verify = (accessKey: string) =>
      verifyMessage('v1-auth-token', call, { ...policy, accessKey }, nodePrimitives).ok;
    expect([verify('base key'), verify('other')]).toEqual([true, false]);
  });

  const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
  it('signs any text as the verifier reads it, half a surrogate pair included', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), fc.string({ unit: anyUnit, minLength: 1 }), (text, name) => {
        const half = { ...request, customerName: `${text}\ud83d`, [name]: text };
        const call = signCall(v1, half, target, sources);
        const known = { ...policy, accessKey: 'base key' };
        expect(verifyMessage('v1-auth-token', call, known, nodePrimitives).ok).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('departs in time, unit and key as it is told', () => {
    const at = new Date('2026-02-01T00:00:00.999Z');
    const call = signCall(v1, request, target, {
      ...sources,
      options: { at, timestampUnit: 'seconds', accessKey: 'other' },
    });
    expect(call.timestamp).toBe('20260201000000');
    const ownPolicy = { accessKey: 'other', clock: null, nonces: null };
    expect(verifyMessage('v1-auth-token', call, ownPolicy, nodePrimitives).ok).toBe(true);
    const mobile = new URL(call.url).searchParams.get('mobilePhone') ?? '';
    const choice = { accessKey: 'base key', encryptType: '2' } as const;
    expect(decryptField(mobile, choice, nodePrimitives).ok).toBe(true);
  });
});
