import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVerificationFile,
  newToken,
  tokenValidUntil,
  verificationContent,
} from '@/lib/ownership/rules/verification-file';

const token = newToken((size) => new Uint8Array(size).fill(0xab));
const expected = verificationContent(token, 'shop.example');
const bytes = (text: string) => new TextEncoder().encode(text);

describe('token and content', () => {
  it('holds at least 128 bits in one line with the host', () => {
    expect(token).toMatch(/^(ab){20}$/);
    expect(expected).toBe(`${token} shop.example`);
  });

  it('is valid for 30 days', () => {
    const createdAt = new Date('2026-01-31T10:00:00Z');
    const until = tokenValidUntil(createdAt);
    expect(until.toISOString()).toBe('2026-03-02T10:00:00.000Z');
  });
});

describe('comparison', () => {
  it.each([
    ['exact', expected, []],
    ['LF', `${expected}\n`, ['TRAILING_NEWLINE']],
    ['CR LF', `${expected}\r\n`, ['TRAILING_NEWLINE']],
    ['BOM', `\ufeff${expected}`, ['BOM']],
    ['BOM and LF', `\ufeff${expected}\n`, ['BOM', 'TRAILING_NEWLINE']],
  ])('tolerates %s and says so', (_name, served, tolerated) => {
    expect(compareVerificationFile(expected, bytes(served))).toEqual({
      matches: true,
      tolerated,
      fatal: null,
      firstDifferenceAt: null,
    });
  });

  it.each([
    ['', 'EMPTY'],
    ['\n', 'EMPTY'],
    [`${expected}\n\n`, 'SPACE_AROUND'],
    [` ${expected}`, 'SPACE_AROUND'],
    [`\ufeff\ufeff${expected}`, 'SEVERAL_BOMS'],
    [`\ufeff\ufeff\ufeff${expected}\n`, 'SEVERAL_BOMS'],
    [`${token}\u00a0shop.example`, 'NO_BREAK_SPACE'],
    [`${token}\u3000shop.example`, 'NO_BREAK_SPACE'],
    [`${token}\tshop.example`, 'TAB'],
    [`${token} \u200bshop.example`, 'ZERO_WIDTH'],
    [`${expected}\ufeff`, 'ZERO_WIDTH'],
    [`${expected}\0\0`, 'NUL_BYTES'],
    [`${expected}\r`, 'OLD_LINE_END'],
    [`"${expected}"`, 'QUOTED'],
    [`“${expected}”\n`, 'QUOTED'],
    [`\u00ef\u00bb\u00bf${expected}`, 'MOJIBAKE'],
    [`${token}\u00c2\u00a0shop.example`, 'MOJIBAKE'],
    [`\u00ef\u00bb\u00bf${token}\u00a0shop.example`, 'MOJIBAKE'],
    [`${token}&nbsp;shop.example`, 'HTML_ESCAPED'],
    [`${token}&#32;shop.example`, 'HTML_ESCAPED'],
    [`<p>${token}&nbsp;shop.example</p>`, 'HTML_ESCAPED'],
    [`<p>${expected}</p>\n`, 'HTML_WRAPPED'],
    [`<div><pre>${expected}</pre></div>`, 'HTML_WRAPPED'],
    [`\ufeff\ufeff${'0'.repeat(40)} shop.example`, 'OTHER_TOKEN'],
    [`${'0'.repeat(40)}\u00a0shop.example\r\n\r\n`, 'OTHER_TOKEN'],
    ['<'.repeat(60_000), 'OTHER_CONTENT'],
    ['&#'.repeat(30_000), 'OTHER_CONTENT'],
    ['\t'.repeat(60_000), 'OTHER_CONTENT'],
    [expected.toUpperCase(), 'LETTER_CASE'],
    [`${token} SHOP.example\n`, 'LETTER_CASE'],
    [`"${token}" "shop.example"`, 'QUOTED'],
    [`${token}%20shop.example`, 'URL_ENCODED'],
    [`${token}+shop.example\r\n`, 'URL_ENCODED'],
    [`%22${token}`, 'OTHER_CONTENT'],
    [Buffer.from(expected).toString('base64'), 'BASE64'],
    [`${token}\nshop.example`, 'LINE_BREAK'],
    [`\ufeff${token}\r\nshop.example\r\n`, 'LINE_BREAK'],
    [`${token.slice(0, 20)}\n${token.slice(20)} shop.example`, 'LINE_BREAK'],
    [`${token}  shop.example`, 'SPACING'],
    [`${token}shop.example`, 'SPACING'],
    [`${token} https://shop.example/`, 'HOST_AS_ADDRESS'],
    [`${token}: shop.example`, 'OTHER_SEPARATOR'],
    [`{"token":"${token}","host":"shop.example"}`, 'OTHER_SEPARATOR'],
    [`shop.example ${token}`, 'SWAPPED'],
    [token, 'HOST_MISSING'],
    ['shop.example\n', 'TOKEN_MISSING'],
    [token.slice(0, 30), 'CUT_SHORT'],
    [expected.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)), 'WIDE_LETTERS'],
    [`<p>${token}<br>shop.example</p>`, 'HTML_WRAPPED'],
    [`<html><body>${expected.toUpperCase()}</body></html>`, 'TEXT_AROUND'],
    [`<html><body>${expected}</body></html>`, 'TEXT_AROUND'],
    [`${expected}<script src="/cdn.js"></script>`, 'TEXT_AROUND'],
    [`${'0'.repeat(40)} shop.example`, 'OTHER_TOKEN'],
    [`${token} www.shop.example`, 'OTHER_HOST'],
    ['<!doctype html><title>Shop</title>', 'IS_WEB_PAGE'],
    ['It works!', 'OTHER_CONTENT'],
    [expected.slice(0, -1), 'OTHER_HOST'],
  ])('%j is %s', (served, fatal) => {
    expect(compareVerificationFile(expected, bytes(served))).toMatchObject({ matches: false, fatal });
  });

  it('knows UTF-16 in both orders', () => {
    for (const mark of [
      [0xff, 0xfe],
      [0xfe, 0xff],
    ])
      expect(
        compareVerificationFile(expected, Uint8Array.from([...mark, ...Buffer.from(expected, 'utf16le')]))
          .fatal,
      ).toBe('UTF16');
  });

  it('knows UTF-16 without a mark, and compressed bytes', () => {
    const little = Uint8Array.from(Buffer.from(expected, 'utf16le'));
    const big = Uint8Array.from(Buffer.from(expected, 'utf16le').swap16());
    for (const served of [little, big]) expect(compareVerificationFile(expected, served).fatal).toBe('UTF16');
    expect(compareVerificationFile(expected, Uint8Array.of(0x1f, 0x8b, 8, 0)).fatal).toBe('COMPRESSED');
  });

  it('refuses a file beyond the cap even where its beginning is right', () => {
    expect(compareVerificationFile(expected, bytes(expected), true)).toMatchObject({
      matches: false,
      fatal: 'TOO_LARGE',
    });
  });

  it('never accepts a file with one byte changed, added or taken away, but for the tolerated ones', () => {
    const good = bytes(expected);
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'add', 'drop'),
        (at, xor, how) => {
          const changed = [...good];
          if (how === 'change') changed[at] = (good[at] ?? 0) ^ xor;
          else changed.splice(at, how === 'add' ? 0 : 1, ...(how === 'add' ? [xor] : []));
          const result = compareVerificationFile(expected, Uint8Array.from(changed));
          expect(result.matches).toBe(false);
          expect(result.fatal).not.toBeNull();
        },
      ),
    );
  });
});
