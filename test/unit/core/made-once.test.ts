import { expect, it } from 'vitest';
import { madeOnce } from '@/lib/core/made-once';

it('makes a thing once a key', () => {
  const keep = madeOnce<{ of: string }>();
  const first = keep('a', () => ({ of: 'a' }));
  expect(keep('a', () => ({ of: 'again' }))).toBe(first);
  expect(keep('b', () => ({ of: 'b' }))).toEqual({ of: 'b' });
});

it('keeps few things, however many keys somebody thinks of', () => {
  const keep = madeOnce<object>();
  const first = keep('0', () => ({}));
  for (let key = 1; key < 500; key++) keep(String(key), () => ({}));
  expect(keep('0', () => ({}))).toBe(first);
  keep('500', () => ({}));
  expect(keep('0', () => ({}))).not.toBe(first);
});
