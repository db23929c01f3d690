import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalHexInConstantTime, equalInConstantTime } from '@/lib/signing/verify';

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 1, maxLength: 64 });

describe('comparing hexadecimal', () => {
  it('accepts either case', () => {
    fc.assert(
      fc.property(hex, (expected) => {
        expect(equalHexInConstantTime(expected.toUpperCase(), expected)).toBe(true);
        expect(equalHexInConstantTime(expected, expected)).toBe(true);
      }),
    );
  });

  it('accepts nothing else in place of one character', () => {
    fc.assert(
      fc.property(hex, fc.nat(), fc.nat({ max: 0x2ff }), (expected, place, unit) => {
        const at = place % expected.length;
        const seen = expected.slice(0, at) + String.fromCharCode(unit) + expected.slice(at + 1);
        expect(equalHexInConstantTime(seen, expected)).toBe(seen.toLowerCase() === expected);
      }),
    );
  });

  it('accepts no other length', () => {
    expect(equalHexInConstantTime('ab', 'abc')).toBe(false);
    expect(equalHexInConstantTime('', '')).toBe(true);
  });
});

it('comparing other texts tells upper from lower case', () => {
  expect(equalInConstantTime('aB', 'aB')).toBe(true);
  expect(equalInConstantTime('ab', 'aB')).toBe(false);
});
