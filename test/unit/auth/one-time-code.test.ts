import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTimeStep, keyUri, oneTimeCode, timeStep, toBase32 } from '@/lib/auth/one-time-code';

const KEY = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code', () => {
  // RFC 6238, appendix B, SHA-1.
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %d seconds is %s', (seconds, code) => {
    expect(oneTimeCode(KEY, timeStep(at(seconds)), 8)).toBe(code);
    expect(oneTimeCode(KEY, timeStep(at(seconds)))).toBe(code.slice(2));
  });

  // RFC 4226, appendix D.
  it('of the counters 0 to 9', () => {
    const codes = Array.from({ length: 10 }, (_, counter) => oneTimeCode(KEY, counter));
    expect(codes).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '));
  });

  it('counts one step before and after its own, and no further', () => {
    const code = oneTimeCode(KEY, 1_000);
    const found = [998, 999, 1_000, 1_001, 1_002].map((step) => findTimeStep(KEY, code, at(step * 30)));
    expect(found).toEqual([null, 1_000, 1_000, 1_000, null]);
  });

  it('is nothing else than six digits', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        fc.pre(!/^\d{6}$/.test(typed));
        return findTimeStep(KEY, typed, at(0)) === null;
      }),
    );
    for (const typed of ['', '75522', '7552240', ' 755224', '７５５２２４', '755224\n'])
      expect(findTimeStep(KEY, typed, at(0)), typed).toBeNull();
  });
});

describe('a key', () => {
  // RFC 4648, section 10.
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('of %j is %j', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded);
  });

  it('is read from an address, whatever the account is called', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const uri = new URL(keyUri('Preflight', email, 'MZXW6YTB'));
        expect(decodeURIComponent(uri.pathname)).toMatch(/\/Preflight:/);
        expect(decodeURIComponent(uri.pathname).endsWith(`:${email}`)).toBe(true);
        expect(uri.searchParams.get('secret')).toBe('MZXW6YTB');
      }),
    );
  });
});
