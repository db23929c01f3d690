import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY, type PathFilter, parsePathFilter, postgresPath } from '@/lib/messages/rules/path-filter';

const either = (steps: PathFilter['steps'], operator: PathFilter['operator'], value: string | null) => ({
  ok: true,
  filter: { side: 'either', steps, operator, value },
});

describe('a path filter', () => {
  it.each<[string, ReturnType<typeof either>['filter'] | object]>([
    [
      '$.info[0].appInfo.frontEndUrl = "https://a.example.com/?x=1"',
      either(['info', 0, 'appInfo', 'frontEndUrl'], 'equals', 'https://a.example.com/?x=1'),
    ],
    [
      'response.resultCode != 000000',
      { ok: true, filter: { side: 'response', steps: ['resultCode'], operator: 'differs', value: '000000' } },
    ],
    [
      "request['order id']~\tCS 1 ",
      { ok: true, filter: { side: 'request', steps: ['order id'], operator: 'contains', value: 'CS 1' } },
    ],
    ['resultCode', either(['resultCode'], 'exists', null)],
    ['$', either([], 'exists', null)],
    ['$[1] == null', either([1], 'equals', null)],
    ['$.a = "null"', either(['a'], 'equals', 'null')],
    ['$.a = "x\\"y\\\\z"', either(['a'], 'equals', 'x"y\\z')],
    ['$.list[*].n >= -1.5', either(['list', EVERY, 'n'], 'at-least', '-1.5')],
    ['$.a<1', either(['a'], 'less', '1')],
    ['request', either(['request'], 'exists', null)],
    ['responseCode = 1', either(['responseCode'], 'equals', '1')],
    ['$.名称 = 中文', either(['名称'], 'equals', '中文')],
  ])('%s is read', (text, expected) => expect(parsePathFilter(text)).toEqual(expected));

  it.each([
    ['', 'EMPTY', 0],
    ['   ', 'EMPTY', 0],
    ['$.', 'NAME_EXPECTED', 2],
    ['$.a[', 'NAME_EXPECTED', 4],
    ['$.a[1', 'BRACKET_OPEN', 3],
    ['$.a["x', 'QUOTE_OPEN', 4],
    ['$.a = "x', 'QUOTE_OPEN', 6],
    ['$.a =', 'VALUE_EXPECTED', 5],
    ['$.a like x', 'OPERATOR_UNKNOWN', 4],
    ['$.a = "x" y', 'OPERATOR_UNKNOWN', 10],
    ['$.a > x', 'NUMBER_EXPECTED', 6],
    ['$.a > null', 'NUMBER_EXPECTED', 6],
    [`$${'.a'.repeat(21)}`, 'TOO_LONG', 43],
    ['a'.repeat(301), 'TOO_LONG', 300],
  ])('%s is refused where it goes wrong', (text, code, at) =>
    expect(parsePathFilter(text)).toEqual({ ok: false, problem: { code, at } }),
  );

  it('is read or refused whatever is typed, and what PostgreSQL is given is a path alone', () => {
    const shape = /^\$(\[\*\]|\[\d+\]|\."(?:[^"\\]|\\.)*")*$/;
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        for (const typed of [text, `$.${text}`, `$[${JSON.stringify(text)}] = 1`]) {
          const parsed = parsePathFilter(typed);
          if (parsed.ok) expect(postgresPath(parsed.filter.steps)).toMatch(shape);
        }
      }),
      { numRuns: 500 },
    );
  });
});
