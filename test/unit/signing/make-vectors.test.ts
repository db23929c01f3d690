import { expect, it } from 'vitest';
import { dynamic, GET } from '@/app/vectors/signing.json/route';
import { checkVectors } from '@/lib/signing/check-vectors';
import { makeVectors } from '@/lib/signing/make-vectors';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import shared from '../../fixtures/signing-vectors.json';

const ours = makeVectors(nodePrimitives);

it('are the same in every run and from either implementation, and others with another seed', () => {
  expect(makeVectors(purePrimitives)).toEqual(ours);
  expect(makeVectors(nodePrimitives, 'another')).not.toEqual(ours);
});

it('have the shape of the shared ones, pass our own check and keep clear of duplicates', () => {
  const names = (entry: object | undefined) => Object.keys(entry ?? {}).sort();
  expect(Object.keys(ours)).toEqual(Object.keys(shared));
  for (const group of Object.keys(ours) as (keyof typeof ours)[]) {
    expect(names(ours[group][0])).toEqual(names(shared[group][0]));
    expect(new Set(ours[group].map((entry) => JSON.stringify(entry))).size).toBe(24);
  }
  expect(checkVectors(ours, purePrimitives)).toMatchObject({ ok: true, passed: 96, failed: 0 });
});

it('cover both units, both key lengths, letters beyond ASCII and keys longer than a block', () => {
  const units = new Set(ours.requestSignature.map(({ timestamp }) => String(timestamp).length));
  expect([...units].sort()).toEqual([10, 13]);
  expect(new Set(ours.encryption.map(({ encryptType }) => encryptType))).toEqual(new Set(['1', '2']));
  expect(ours.bodySign.some(({ body }) => /[\u0080-\uffff]/.test(String(body)))).toBe(true);
  expect(ours.authToken.some(({ accessKey }) => String(accessKey).length > 64)).toBe(true);
});

it('are served as a file made once', async () => {
  const response = GET();
  expect(dynamic).toBe('force-static');
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.json()).toEqual(ours);
});
