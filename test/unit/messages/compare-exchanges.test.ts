import { describe, expect, it } from 'vitest';
import { toCsvLine } from '@/lib/core/to-csv';
import { type Comparable, compareExchanges, firstDifference } from '@/lib/messages/rules/compare-exchanges';

const plain: Comparable = {
  method: 'POST',
  url: 'https://saas.example.com/produce?a=1',
  requestHead: [['Accept', 'application/json']],
  requestJson: { activity: 'queryInstance', ids: ['i-1'] },
  requestText: '',
  status: 200,
  responseHead: [['Set-Cookie', 'a=1']],
  responseJson: { resultCode: '000000', info: [{ n: 1 }] },
  responseText: '',
  failure: null,
};
const side = (changes: Partial<Comparable> = {}, shown: Partial<Comparable> = {}) => ({
  exact: { ...plain, ...changes },
  shown: { ...plain, ...changes, ...shown },
});
const differences = (left: ReturnType<typeof side>, right: ReturnType<typeof side>) =>
  compareExchanges(left, right).flatMap(({ part, name, state, left: ours, right: theirs }) =>
    state === 'same' ? [] : [[part, name, state, ours, theirs]],
  );

describe('two exchanges', () => {
  it('that are equal have only equal rows', () => {
    const rows = compareExchanges(side(), side());
    expect(rows.map(({ name }) => name)).toEqual([
      'method',
      'address',
      'status',
      'a',
      'Accept',
      '$.activity',
      '$.ids[0]',
      'Set-Cookie',
      '$.resultCode',
      '$.info[0].n',
    ]);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['same']));
  });

  it('differ member by member', () => {
    const right = side({
      url: 'https://saas.example.com/produce?a=2&b=',
      status: 500,
      requestHead: [
        ['accept', 'application/json'],
        ['X-A', '1'],
        ['X-A', '2'],
      ],
      responseJson: { resultCode: '000000', info: [], 'odd name': null },
    });
    expect(differences(side(), right)).toEqual([
      ['line', 'status', 'different', '200', '500'],
      ['query', 'a', 'different', '1', '2'],
      ['query', 'b', 'only-right', null, ''],
      ['request-head', 'Accept', 'only-left', 'application/json', null],
      ['request-head', 'accept', 'only-right', null, 'application/json'],
      ['request-head', 'X-A', 'only-right', null, '1'],
      ['request-head', 'X-A (2)', 'only-right', null, '2'],
      ['response-body', '$.info[0].n', 'only-left', '1', null],
      ['response-body', '$.info', 'only-right', null, '[]'],
      ['response-body', '$["odd name"]', 'only-right', null, 'null'],
    ]);
  });

  it('that differ in what is masked say so without showing it', () => {
    const masked = { responseJson: { password: '********' } };
    const left = side({ responseJson: { password: { a: 'x' } } }, masked);
    const right = side({ responseJson: { password: { a: 'y' } } }, masked);
    expect(differences(left, right)).toEqual([
      ['response-body', '$.password.a', 'hidden', '********', '********'],
    ]);
  });

  it('compare as texts where they are no JSON', () => {
    const left = side({ responseJson: undefined, responseText: 'one' });
    const right = side({ responseJson: undefined, responseText: 'two' });
    expect(differences(left, right)).toEqual([['response-body', '', 'different', 'one', 'two']]);
  });
});

describe('the first byte that differs', () => {
  it.each([
    ['', '', null],
    ['abc', 'abc', null],
    ['abc', 'abd', 2],
    ['abc', 'ab', 2],
    ['', 'a', 0],
  ])('of %j and %j is at %s', (left, right, at) => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(firstDifference(bytes(left), bytes(right))).toBe(at);
  });
});

describe('a CSV line', () => {
  it.each([
    [['a', 1, null, ''], 'a,1,,\r\n'],
    [['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '|x'], "'=1+1,'+1,'-1,'@x,'\t=1,' =1,'|x\r\n"],
    [[-1], '-1\r\n'],
  ])('%j', (cells, line) => expect(toCsvLine(cells)).toBe(line));
});
