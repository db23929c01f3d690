import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestTemplate } from '@/lib/scans/checks/check';
import { findInside, withPlaceValue } from '@/lib/scans/engine/requests/place-part';

const get = (query: string): RequestTemplate => ({
  method: 'GET',
  url: `https://shop.example/find?${query}`,
  headers: [],
  body: { kind: 'none' },
});
const queryOf = ({ url }: RequestTemplate) => new URL(url).searchParams;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('what a value holds', () => {
  test.each([
    ['ZnJvbnQgcGFnZQ==', ['base64(v)', 'front page']],
    ['ZnJvbnQgcGFnZQ', ['base64(v)', 'front page']],
    [base64('{"user":{"name":"anna"}}'), ['json(base64(v))/user/name', 'anna']],
    ['{"a":["x",2]}', ['json(v)/a/0', 'x', 'json(v)/a/1', '2']],
    [JSON.stringify({ inner: base64('some words') }), ['base64(json(v)/inner)', 'some words']],
    ['lamp', []],
    ['password', []],
    ['0123456789', []],
    ['{broken', []],
    ['3f2a9c1b5d7e', []],
  ])('%s', (value, expected) => {
    const found = findInside('QUERY', 'v', value);
    expect(found.flatMap(({ name, value: inner }) => [name, inner])).toEqual(expected);
  });

  test('is written as it was found when nothing is changed', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 6 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isUrl) => {
        const value = Buffer.from(text).toString(isUrl ? 'base64url' : 'base64');
        for (const place of findInside('QUERY', 'v', value)) {
          const request = withPlaceValue(get(`v=${encodeURIComponent(value)}`), place, place.value);
          expect(queryOf(request).get('v')).toBe(value);
        }
      }),
    );
  });

  test('takes any text in its place', () => {
    const value = base64('{"user":"anna","page":3}');
    const [place] = findInside('QUERY', 'v', value);
    if (!place) throw new Error('nothing was found inside');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sent =
          queryOf(withPlaceValue(get(`v=${encodeURIComponent(value)}`), place, text)).get('v') ?? '';
        expect(JSON.parse(Buffer.from(sent, 'base64').toString('utf8'))).toEqual({ user: text, page: 3 });
      }),
    );
  });
});

describe('the name of a parameter', () => {
  const named = (of: string) =>
    ({ location: 'QUERY', name: `name(${of})`, part: { kind: 'NAME', of } }) as const;

  test('is one more in front with the same value, and the others stay', () => {
    const request = withPlaceValue(get('id=7&sort=up'), named('id'), `a'b&c`);
    expect([...queryOf(request)]).toEqual([
      ["a'b&c", '7'],
      ['id', '7'],
      ['sort', 'up'],
    ]);
  });

  test('changes nothing where it is its own', () => {
    expect(withPlaceValue(get('id=7'), named('id'), 'id')).toEqual(get('id=7'));
    expect(withPlaceValue(get(''), named(''), '')).toEqual(get(''));
  });

  test('stands before the members of a JSON body and the fields of a form', () => {
    const json: RequestTemplate = { ...get(''), method: 'POST', body: { kind: 'json', text: '{"id":7}' } };
    const part = { kind: 'NAME', of: 'id' } as const;
    expect(withPlaceValue(json, { location: 'JSON', name: 'name(id)', part }, 'x').body).toEqual({
      kind: 'json',
      text: '{"x":7,"id":7}',
    });
    const form: RequestTemplate = {
      ...get(''),
      method: 'POST',
      body: { kind: 'form', fields: [['id', '7']] },
    };
    expect(withPlaceValue(form, { location: 'FORM', name: 'name(id)', part }, 'x').body).toMatchObject({
      fields: [
        ['x', '7'],
        ['id', '7'],
      ],
    });
  });
});
