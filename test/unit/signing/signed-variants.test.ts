import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RequestInputs } from '@/lib/signing/hypotheses/examined';
import { explain, MISTAKES } from '@/lib/signing/hypotheses/explain';
import { signedVariants } from '@/lib/signing/hypotheses/signed-variants';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { stagesV2Kit } from '@/lib/signing/profiles/v2-kit';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';

const accessKey = 'Ab12cd34Ef56ab78';
const stamp = '20201112893875663';
const body = Buffer.from(`{"b":"naïve <a> & 'b'=c / 华","a":12.780,"n":null,"é":"caf\\u00e9"}`);
const parts = { accessKey, nonce: 'a+b c/0123456789', timestamp: '1666677988730', body };
const otherKeys = ['the-key-of-last-year', 'the-key-of-another-product', accessKey];
const INPUTS = {
  'v2-request': { profile: 'v2-request', ...parts, otherKeys },
  'v2-kit': { profile: 'v2-kit', ...parts, otherKeys },
  'v1-auth-token': {
    profile: 'v1-auth-token',
    accessKey,
    otherKeys,
    parameters: [
      ['orderId', 'CS1'],
      ['Zeta', ''],
      ['email', 'a+b/c=='],
      ['note', '5%25 off'],
      ['testFlag', '1'],
      ['timeStamp', stamp],
    ],
  },
} satisfies Record<string, RequestInputs>;
const CORRECT: Record<keyof typeof INPUTS, string> = {
  'v2-request': stagesV2Request(parts, nodePrimitives).signature,
  'v2-kit': stagesV2Kit({ ...parts, key: accessKey, payload: body }, nodePrimitives).signature,
  'v1-auth-token': stagesV1AuthToken(INPUTS['v1-auth-token'], nodePrimitives).signature,
};

describe.each(Object.entries(INPUTS))('the variants of %s', (profile, inputs: RequestInputs) => {
  const variants = signedVariants(inputs, nodePrimitives);

  it('are each found again by the X-ray, under the same names', () => {
    expect(variants.length).toBeGreaterThan(20);
    for (const { mistake, alsoMistakes, value } of variants) {
      const xray = explain({ ...inputs, theirs: value }, nodePrimitives);
      expect(xray).toMatchObject({
        verdict: 'EXPLAINED',
        mistakes: [mistake],
        alternatives: alsoMistakes.map((also) => [also]),
        theirs: { signature: value },
      });
    }
  });

  it('are each a value of its own, and never the correct one', () => {
    const values = variants.map(({ value }) => value.toLowerCase());
    expect(new Set(values).size).toBe(values.length);
    expect(values).not.toContain(CORRECT[profile as keyof typeof INPUTS].toLowerCase());
  });

  it('stand in the order of the registry, other keys last', () => {
    const mistakeIndex = (name: string) => MISTAKES.map(String).indexOf(name.split(':')[0] ?? '');
    const places = variants.map(({ mistake }) => mistakeIndex(mistake));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(variants.slice(-2).map(({ mistake }) => mistake)).toEqual(['key-other', 'key-other']);
  });
});

describe('one variant', () => {
  const sha = createHash('sha256').update(body).digest('hex');
  const hmac = (message: string) => createHmac('sha256', accessKey).update(message).digest('hex');

  it('is what a seller calculates who hashes the body without the key', () => {
    const value = hmac(parts.accessKey + parts.nonce + parts.timestamp + sha);
    expect(signedVariants(INPUTS['v2-request'], nodePrimitives)).toContainEqual({
      mistake: 'inner-plain-sha256',
      alsoMistakes: [],
      rank: 1,
      value,
    });
  });

  it('names every mistake that yields it', () => {
    const spaced = { ...INPUTS['v2-request'], body: Buffer.from('{"a": 1}') };
    const found = signedVariants(spaced, nodePrimitives).find(({ alsoMistakes }) => alsoMistakes.length > 0);
    expect(found).toMatchObject({ mistake: 'body-reserialised', alsoMistakes: ['body-compacted'] });
  });

  it('is not made where a mistake makes no difference', () => {
    const plain = { ...INPUTS['v2-request'], body: Buffer.from('{"a":1}'), nonce: 'abcdef0123456789' };
    const names = signedVariants(plain, nodePrimitives).flatMap((variant) => [
      variant.mistake,
      ...variant.alsoMistakes,
    ]);
    expect(names).not.toContain('body-compacted');
    expect(names).not.toContain('nonce-plus-lost');
    expect(names).toContain('body-newline-added');
  });
});
