import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { declaredProblems, kitProblems } from '@/lib/connection-tests/rules/declared-problems';
import { isOverlapLasting, overlapEnd } from '@/lib/connection-tests/rules/key-rotation';
import { publicKeyProblem } from '@/lib/koogallery/public-key';

const NOW = new Date('2026-11-22T08:00:00.000Z');

describe('the overlap of a replaced key', () => {
  it('ends to the millisecond after the hours chosen', () => {
    const usableUntil = overlapEnd(NOW, 24);
    if (!usableUntil) throw new Error('no end');
    expect(usableUntil).toEqual(new Date('2026-11-23T08:00:00.000Z'));
    expect(isOverlapLasting({ usableUntil }, new Date(usableUntil.getTime() - 1))).toBe(true);
    expect(isOverlapLasting({ usableUntil }, usableUntil)).toBe(false);
  });

  it('is none for no hours, and none where no key was replaced', () => {
    expect(overlapEnd(NOW, 0)).toBeNull();
    expect(isOverlapLasting(null, NOW)).toBe(false);
  });
});

const spki = { type: 'spki', format: 'pem' } as const;
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const rsa = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding: spki, privateKeyEncoding: pkcs8 });

describe('the kit public key', () => {
  const strong = rsa(3_072);

  it('is an RSA key of 3,072 bits or more, however its lines end', () => {
    expect(publicKeyProblem(strong.publicKey)).toBeNull();
    expect(publicKeyProblem(strong.publicKey.replaceAll('\n', '\r\n'))).toBeNull();
    expect(publicKeyProblem(`\n  ${strong.publicKey}\n`)).toBeNull();
  });

  it('is refused when it is weaker', () => {
    expect(publicKeyProblem(rsa(2_048).publicKey)).toBe('WEAK');
  });

  it('is never a private key', () => {
    expect(publicKeyProblem(strong.privateKey)).toBe('PRIVATE');
    expect(publicKeyProblem(strong.publicKey + strong.privateKey)).toBe('PRIVATE');
  });

  it('is no key of another algorithm', () => {
    const { publicKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: spki,
      privateKeyEncoding: pkcs8,
    });
    expect(publicKeyProblem(publicKey)).toBe('NOT_RSA');
  });

  it.each([
    ['a text', 'not a key'],
    ['an empty block', '-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----'],
    ['no base64', '-----BEGIN PUBLIC KEY-----\nA===A\n-----END PUBLIC KEY-----'],
    ['two keys', strong.publicKey + strong.publicKey],
    ['a key cut short', strong.publicKey.replace(/\n[^\n]+\n[^\n]+\n-----END/, '\n-----END')],
    ['a PKCS #1 key', strong.publicKey.replaceAll('PUBLIC KEY', 'RSA PUBLIC KEY')],
  ])('is one whole PEM block of SubjectPublicKeyInfo, not %s', (_what, pem) => {
    expect(publicKeyProblem(pem)).toBe('NOT_PEM');
  });
});

describe('what a declaration may not say', () => {
  it('joint operations in V1.0: there are no kit interfaces', () => {
    const kinds = {
      productionUrl: '',
      productKind: 'JOINT_OPERATIONS',
      kitPublicKey: '',
      extensionParameters: [],
    } as const;
    expect(declaredProblems({ ...kinds, protocol: 'V1' })).toEqual([
      { field: 'productKind', message: 'connection.JOINT_OPERATIONS_NEEDS_V2' },
    ]);
    expect(declaredProblems({ ...kinds, protocol: 'V2' })).toEqual([]);
  });

  it('a public key that KooGallery could not encrypt under', () => {
    const kinds = {
      productionUrl: '',
      productKind: 'JOINT_OPERATIONS',
      protocol: 'V2',
      kitPublicKey: 'nothing',
      extensionParameters: [],
    } as const;
    expect(declaredProblems(kinds)).toEqual([
      { field: 'kitPublicKey', message: 'connection.KIT_PUBLIC_KEY_NOT_PEM' },
    ]);
  });
});

describe('extension parameters', () => {
  const declared = (...names: string[]) =>
    declaredProblems({
      productionUrl: '',
      productKind: 'COMMON',
      protocol: 'V2',
      kitPublicKey: '',
      extensionParameters: names.map((name) => ({ name })),
    });

  it('have one name each: every later one of a name is refused at its own field', () => {
    expect(declared('domain', 'Domain', 'seats')).toEqual([]);
    expect(declared('domain', 'seats', 'domain', 'domain').map(({ field }) => field)).toEqual([
      'extensionParameters.2.name',
      'extensionParameters.3.name',
    ]);
  });
});

describe('what a joint operations product lacks', () => {
  it('is its own key and the public key; a common product lacks neither', () => {
    const bare = { kitPublicKey: '', accessKeys: { KIT: null } };
    expect(kitProblems({ ...bare, productKind: 'JOINT_OPERATIONS' })).toEqual([
      'KIT_KEY_MISSING',
      'KIT_PUBLIC_KEY_MISSING',
    ]);
    expect(kitProblems({ ...bare, productKind: 'COMMON' })).toEqual([]);
    const whole = { kitPublicKey: 'PEM', accessKeys: { KIT: {} } };
    expect(kitProblems({ ...whole, productKind: 'JOINT_OPERATIONS' })).toEqual([]);
  });
});
