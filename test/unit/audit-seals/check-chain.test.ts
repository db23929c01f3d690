import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChainCheck, type SealedEntry } from '@/lib/audit-seals/rules/check-chain';
import {
  FIRST_SEAL,
  readHead,
  type SealedFields,
  sealEntry,
  writeHead,
} from '@/lib/audit-seals/rules/seal-chain';

function chainOf(all: readonly SealedFields[]): SealedEntry[] {
  let seal = FIRST_SEAL;
  return all.map((fields, at) => {
    seal = sealEntry(seal, fields);
    return { id: `id-${at + 1}`, position: at + 1, seal, fields };
  });
}

function breaksIn(entries: readonly SealedEntry[], expected = readHead('')) {
  const check = new ChainCheck(expected);
  // In batches, as it is read.
  for (let at = 0; at < entries.length; at += 3) check.take(entries.slice(at, at + 3));
  check.end();
  return check.breaks;
}

const fields = fc.array(fc.option(fc.string(), { nil: null }), { minLength: 1, maxLength: 4 });
const chains = fc.array(fields, { minLength: 1, maxLength: 12 });

describe('a chain of seals', () => {
  it('is whole as it was made', () => {
    fc.assert(
      fc.property(chains, (all) => {
        expect(breaksIn(chainOf(all))).toEqual([]);
      }),
    );
  });

  it('breaks where an entry was changed, and nowhere else', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fields, (all, chosen, other) => {
        const chain = chainOf(all);
        const at = chosen % chain.length;
        fc.pre(JSON.stringify(all[at]) !== JSON.stringify(other));
        const forged = chain.map((entry, place) => (place === at ? { ...entry, fields: other } : entry));
        expect(breaksIn(forged)).toEqual([{ kind: 'CHANGED', position: at + 1, id: `id-${at + 1}` }]);
      }),
    );
  });

  it('breaks where an entry stands before it, at a position that no sealing gives', () => {
    const chain = chainOf([['a'], ['b']]);
    const [first] = chain as [SealedEntry];
    const inserted = [-2_147_483_648, 0].map((position) => ({ ...first, id: 'forged', position }));
    expect(breaksIn([...inserted, ...chain])).toEqual(
      inserted.map(({ position }) => ({ kind: 'INSERTED', position, id: 'forged' })),
    );
  });

  it('breaks where an entry was deleted, or two have changed places', () => {
    const chain = chainOf([['a'], ['b'], ['c'], ['d']]);
    expect(breaksIn(chain.filter(({ position }) => position !== 2))).toEqual([
      { kind: 'MISSING', position: 2, id: null },
    ]);
    const [one, two] = chain as [SealedEntry, SealedEntry];
    const swapped = [{ ...two, position: 1 }, { ...one, position: 2 }, ...chain.slice(2)];
    expect(breaksIn(swapped).map(({ position }) => position)).toEqual([1, 2, 3]);
  });

  it('made anew after a change is told from the one whose head was kept', () => {
    const head = chainOf([['a'], ['b'], ['c']]).at(-1) ?? null;
    const again = chainOf([['a'], ['forged'], ['c'], ['d']]);
    expect(breaksIn(again)).toEqual([]);
    expect(breaksIn(again, head)).toEqual([{ kind: 'OTHER_HEAD', position: 3, id: 'id-3' }]);
  });

  it('whose end was cut off is told from the one whose head was kept', () => {
    const chain = chainOf([['a'], ['b'], ['c']]);
    expect(breaksIn(chain.slice(0, 2))).toEqual([]);
    expect(breaksIn(chain.slice(0, 2), chain.at(-1))).toEqual([{ kind: 'MISSING', position: 3, id: null }]);
    expect(breaksIn([], chain.at(-1))).toEqual([{ kind: 'MISSING', position: 1, id: null }]);
  });

  it('does not take fields for others that read alike when put together', () => {
    const seals = [['ab', null], ['a', 'b'], ['ab'], ['a', null, 'b'], ['null'], [null]].map((one) =>
      Buffer.from(sealEntry(FIRST_SEAL, one)).toString('hex'),
    );
    expect(new Set(seals).size).toBe(seals.length);
  });
});

describe('a head', () => {
  it('is read as it was written', () => {
    const [entry] = chainOf([['a']]);
    const text = writeHead(entry as SealedEntry);
    expect(text).toMatch(/^1:[0-9a-f]{64}$/);
    expect(readHead(text)).toEqual({ position: 1, seal: Buffer.from((entry as SealedEntry).seal) });
  });

  it.each([
    '',
    '1',
    `0:${'a'.repeat(64)}`,
    `1:${'a'.repeat(63)}`,
    `1:${'A'.repeat(64)}`,
    `-1:${'a'.repeat(64)}`,
  ])('is not read from %s', (text) => expect(readHead(text)).toBeNull());
});
