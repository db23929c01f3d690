import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalText } from '@/lib/passport/rules/canonical-text';

it('is the text of RFC 8785', () => {
  // From its section 3.2.3, and the literals of 3.2.2.
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(canonicalText(names)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
  expect(
    canonicalText({ n: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27], l: [null, true, false] }),
  ).toBe('{"l":[null,true,false],"n":[333333333.3333333,1e+30,4.5,0.002,1e-27]}');
  expect(canonicalText({ at: new Date(0), gone: undefined })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
});

it('says the same as JSON, whatever the order of the members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalText(JSON.parse(text))).toBe(text);
    }),
  );
});
