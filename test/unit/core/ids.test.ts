import { describe, expect, it } from 'vitest';
import { isId, newId } from '@/lib/core/ids';

const AT = Date.parse('2026-12-01T08:00:00Z');

describe('an id', () => {
  it('is a UUID of version 7 that says when it was made', () => {
    const id = newId(AT);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isId(id)).toBe(true);
    expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(AT);
  });

  it('sorts after those made before it, within a millisecond and whatever other times are asked for', () => {
    const made: string[] = [];
    for (let count = 0; count < 70_000; count++) {
      made.push(newId(AT));
      newId(AT + count);
    }
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('ends in chance', () => {
    const tails = Array.from({ length: 1_000 }, () => newId(AT).slice(-10));
    expect(new Set(tails).size).toBe(tails.length);
  });

  it('is made of the bytes given', () => {
    const random = new Uint8Array(16).fill(0xab);
    expect(newId(AT, random)).toBe(newId(AT, random));
  });
});
