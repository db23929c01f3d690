import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSides } from '@/lib/audit/rules/compare-sides';

describe('the sides of an audit entry', () => {
  it.each([
    [{ name: 'a' }, { name: 'b' }, [{ path: 'name', before: 'a', after: 'b' }]],
    [
      undefined,
      { a: { b: 1 }, c: [true] },
      [
        { path: 'a.b', before: null, after: '1' },
        { path: 'c[0]', before: null, after: 'true' },
      ],
    ],
    [
      null,
      { empty: [], none: null },
      [
        { path: 'empty', before: null, after: '[]' },
        { path: 'none', before: null, after: 'null' },
      ],
    ],
    [{ count: 1 }, { count: '1' }, [{ path: 'count', before: '1', after: '1' }]],
    [{ same: [1, { a: 2 }] }, { same: [1, { a: 2 }] }, []],
    [
      { __proto__: null, constructor: 'x' },
      {},
      [
        { path: '', before: null, after: '{}' },
        { path: 'constructor', before: 'x', after: null },
      ],
    ],
  ] as const)('%j and %j', (before, after, members) => {
    const found = compareSides(before, after);
    expect(found.members.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(members);
    expect(found.isCut).toBe(false);
  });

  it('differ by nothing where they are equal, and are of bounded size whatever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(compareSides(one, structuredClone(one))).toEqual({ members: [], isCut: false });
        expect(compareSides(one, other).members.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('are cut where they are long', () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`m${at}`, 'x'.repeat(10_000)]));
    const { members, isCut } = compareSides(undefined, many);
    expect(isCut).toBe(true);
    expect(members).toHaveLength(60);
    expect(members[0]?.after?.length).toBeLessThanOrEqual(501);
    const [pair] = compareSides(undefined, { note: `${'x'.repeat(499)}\u{1f600}y` }).members;
    expect(pair?.after).toBe(`${'x'.repeat(499)}…`);
  });
});
