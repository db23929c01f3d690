import { describe, expect, it } from 'vitest';
import { checkVectors } from '@/lib/signing/check-vectors';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import vectors from '../../fixtures/signing-vectors.json';

describe.each([
  ['node:crypto', nodePrimitives],
  ['plain TypeScript', purePrimitives],
])('the vectors of the JDK with %s', (_, primitives) => {
  it('all pass', () => {
    const report = checkVectors(vectors, primitives);
    expect(report).toMatchObject({ ok: true, passed: 96, failed: 0 });
  });

  it.each([
    ['encryption', 'ciphertext'],
    ['encryption', 'aesKeyHex'],
    ['authToken', 'authToken'],
    ['bodySign', 'signature'],
    ['bodySign', 'header'],
    ['requestSignature', 'signature'],
  ] as const)('a %s entry with another %s fails and says what differs', (group, output) => {
    const [first] = vectors[group];
    const expected = `${(first as Record<string, unknown>)[output]}0`;
    const report = checkVectors({ [group]: [first, { ...first, [output]: expected }] }, primitives);
    expect(report).toMatchObject({ ok: true, passed: 1, failed: 1 });
    const differences = report.ok ? report.results[1]?.differences : [];
    expect(differences).toContainEqual(expect.objectContaining({ output, expected }));
  });
});

describe('a file that is not as described', () => {
  it('is refused as a whole when it is no object of lists', () => {
    expect(checkVectors([], nodePrimitives)).toEqual({ ok: false, problem: 'NOT_AN_OBJECT', group: null });
    expect(checkVectors({ bodySign: 1 }, nodePrimitives)).toMatchObject({ problem: 'GROUP_NOT_A_LIST' });
  });

  it.each([
    ['unheardOf', {}, 'UNKNOWN_GROUP'],
    ['constructor', {}, 'UNKNOWN_GROUP'],
    ['bodySign', null, 'MALFORMED_ENTRY'],
    ['authToken', { accessKey: 'k', authToken: 't', params: { a: 1 } }, 'MALFORMED_ENTRY'],
    ['encryption', { ...vectors.encryption[0], encryptType: '3' }, 'MALFORMED_ENTRY'],
    ['encryption', { ...vectors.encryption[0], iv: 'short' }, 'MALFORMED_ENTRY'],
  ])('fails the entry of %s %#', (group, entry, problem) => {
    const report = checkVectors({ [group]: [entry] }, nodePrimitives);
    expect(report).toMatchObject({ ok: true, passed: 0, failed: 1, results: [{ problem }] });
  });

  it('passes nothing when it holds nothing', () => {
    expect(checkVectors({}, nodePrimitives)).toEqual({ ok: true, passed: 0, failed: 0, results: [] });
  });
});
