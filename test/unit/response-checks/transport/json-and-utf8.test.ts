import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInvalidUtf8 } from '@/lib/response-checks/transport/find-invalid-utf8';
import { findJsonError } from '@/lib/response-checks/transport/find-json-error';
import { toText } from '@/lib/signing/encoding';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a":1}', null],
    [' [1, -2.5e+3, "\\u00e9\\n", true, false, null, {}, []] \n', null],
    ['', 0],
    ['{"a":1', 6],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['{"a" 1}', 5],
    ["{'a':1}", 1],
    ['{"a":01}', 6],
    ['{"a":tru}', 5],
    ['{"a":1} x', 8],
    ['"a\nb"', 2],
    ['"a\\x"', 2],
    ['"open', 5],
    ['[1}', 2],
    ['//c\n{}', 0],
    ['\ufeff{}', 0],
    ['NaN', 0],
    ['-', 0],
  ])('%j: %s', (text, at) => {
    expect(findJsonError(text)).toBe(at);
  });

  it('agrees with JSON.parse about every text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), brokenJson()), (text) => {
        return (findJsonError(text) === null) === parses(text);
      }),
      { numRuns: 500 },
    );
  });

  it('finds nothing wrong in the beginning of a JSON text but its end, however deep it is', () => {
    expect(findJsonError('['.repeat(300_000))).toBe(300_000);
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        const beginning = text.slice(0, cut % (text.length + 1));
        const at = findJsonError(beginning);
        // A number or a word may be cut in its middle, an escape too: those begin where they are cut into.
        expect(at === null || beginning.length - at <= 6 || /^-?[\d.eE+-]+$/.test(beginning.slice(at))).toBe(
          true,
        );
      }),
    );
  });
});

/** JSON with one character taken out, put in or changed. */
const brokenJson = () =>
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '\\', ' ', '0', ':', 'x'), fc.nat(1))
    .map(([text, place, put, dropped]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + dropped);
    });

describe('where bytes stop being UTF-8', () => {
  it.each([
    ['7b7d', null],
    ['e4bda0e5a5bdf09f9880', null],
    ['7bc4e3', 1],
    ['c080', 0],
    ['e080af', 0],
    ['eda080', 0],
    ['f4908080', 0],
    ['41e4bd', 1],
    ['41ff', 1],
    ['80', 0],
  ])('%s: %s', (hex, at) => {
    expect(findInvalidUtf8(Buffer.from(hex, 'hex'))).toBe(at);
  });

  it('agrees with the platform, and everything before the place is UTF-8', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .array(fc.constantFrom(0x41, 0xc3, 0xa9, 0xe4, 0xbd, 0xa0, 0xf0, 0x9f, 0x98, 0x80, 0xed), {
          maxLength: 9,
        })
        .map((list) => Uint8Array.from(list)),
    );
    fc.assert(
      fc.property(bytes, (some) => {
        const at = findInvalidUtf8(some);
        if (at === null) return toText(some) !== null;
        return toText(some) === null && toText(some.subarray(0, at)) !== null;
      }),
      { numRuns: 500 },
    );
  });
});
