import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCandidates } from '@/lib/scans/engine/requests/insertion-points';
import { toRetrieverRequest, withValue } from '@/lib/scans/engine/requests/probe-request';
import { withLeaves, xmlLeaves } from '@/lib/scans/engine/requests/xml-leaves';
import { xmlOfMembers } from '@/lib/scans/engine/requests/xml-of-members';
import { processorTime } from '../../processor-time';

const template = (text: string) => ({
  ...{ method: 'POST', url: 'https://shop.test/find', headers: [] },
  body: { kind: 'xml' as const, text },
});

describe('the leaves of an XML text', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'elements with text',
      '<a><b>1</b><c d="e">x &lt; y</c></a>',
      [
        ['b', '1'],
        ['c', 'x < y'],
      ],
    ],
    ['prefixes and Chinese names', '<s:a><m:名>灯</m:名></s:a>', [['m:名', '灯']]],
    ['sections of characters', '<a><b><![CDATA[<x>]]></b></a>', [['b', '<x>']]],
    ['empty ones', '<a><b></b><c/></a>', [['b', '']]],
    ['the root alone', '<a>7</a>', [['a', '7']]],
    ['none', 'no XML', []],
  ])('are %s', (_name, text, leaves) => {
    expect(xmlLeaves(text).map(({ name, value }) => [name, value])).toEqual(leaves);
  });

  it('are places, and take any value', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const base = template('<a><b>1</b><c><![CDATA[2]]></c></a>');
        for (const name of ['b', 'c']) {
          const { body } = withValue(base, 'XML', name, value);
          const text = 'text' in body ? body.text : '';
          expect(xmlLeaves(text).find((leaf) => leaf.name === name)?.value).toBe(value);
        }
      }),
    );
    const names = listCandidates(template('<a><b>1</b><c>2</c></a>')).map(({ location, name }) => [
      location,
      name,
    ]);
    expect(names).toEqual([
      ['XML', 'b'],
      ['XML', 'c'],
    ]);
  });

  it('are replaced in their places', () => {
    const text = '<a><b>1</b><c>2</c></a>';
    const [b, c] = xmlLeaves(text);
    if (!b || !c) throw new Error('the leaves are gone');
    expect(
      withLeaves(
        text,
        new Map([
          [c, '<x/>'],
          [b, ''],
        ]),
      ),
    ).toBe('<a><b></b><c><x/></c></a>');
  });

  it.each(['<', '<a ', '<a>', '<a>b', '<a></b>', '<a><![CDATA['])(
    'are read in linear time from %j',
    (part) => {
      const computed = processorTime();
      xmlLeaves(part.repeat(60_000));
      expect(computed()).toBeLessThan(2_000);
    },
  );
});

describe('members as XML', () => {
  it('are elements of their names, lists their first elements, and odd names are left out', () => {
    expect(xmlOfMembers({ a: 'x<y', 'b c': 1, d: [{ e: true }, null, 3] })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<root><a>x&lt;y</a><d><e>true</e></d><d></d></root>',
    );
  });
});

describe('a wide text', () => {
  it('goes out as UTF-16 with its mark', () => {
    const { body } = toRetrieverRequest({
      ...template(''),
      body: { kind: 'text', text: '<é/>', isWide: true },
    });
    expect(new TextDecoder('utf-16le').decode(body)).toBe('<é/>');
    expect([...(body ?? [])].slice(0, 2)).toEqual([0xff, 0xfe]);
  });
});
