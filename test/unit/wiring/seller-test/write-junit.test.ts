import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJunitXml } from '@/lib/wiring/seller-test/write-junit';
import { findElements, readXml } from './read-xml';
import { makeCause, makeItem, makeReport } from './reports';

const makeFailure = (text: string) => {
  const causes = [makeCause({ title: text, detail: text, fix: text, snippet: text })];
  const repeat = [{ callId: 'a', label: text, script: null, curl: text, isCurlMasked: true }];
  const xml = toJunitXml(
    makeReport([makeItem({ state: 'FAILED', title: text, koogallery: text, causes, repeat })]),
  );
  return findElements(readXml(xml), 'failure')[0];
};

/** Texts as sellers make them: any code unit, markup, the ends of sections, halves of pairs. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '&',
        '<',
        '"',
        '\0',
        '\u001b[2J',
        '\ud800',
        '\ufffe',
        '\r\n',
        '💥',
        ']]',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('JUnit XML', () => {
  it('is well-formed whatever a seller answers', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(makeFailure(text)?.attributes.type).toBe('STATUS_NOT_200');
      }),
      { numRuns: 400 },
    );
  });

  it('keeps every character that XML allows, and shows the others as escapes', () => {
    const failure = makeFailure('a ]]> b & <c> "d" 中文 💥 \u001b[2J\0 \ud800');
    expect(failure?.text).toContain('a ]]> b & <c> "d" 中文 💥 \\u001b[2J\\u0000 \ufffd');
    expect(failure?.attributes.message).toBe('a ]]> b & <c> "d" 中文 💥 \\u001b[2J\\u0000 \ufffd');
  });

  it('has a suite a section and a case an item, counted', () => {
    const check = {
      code: 'TCP',
      expected: 'TCP',
      seen: 'refused',
      isWaived: false,
      title: 'Reachable',
      fix: 'Open it.',
    };
    const xml = toJunitXml(
      makeReport(
        [
          makeItem(),
          makeItem({ state: 'NOT_RUN', reason: { code: 'NO_INSTANCE', sentence: 'There is none.' } }),
          makeItem({ section: 'flow', state: 'WARNED', koogallery: 'Debugging successful and case saved.' }),
          makeItem({ section: 'flow', state: 'FAILED', causes: [makeCause()] }),
        ],
        {
          productionUrl: {
            checkedAt: '2026-03-01T08:00:00.000Z',
            checks: [{ ...check, code: 'TCP', state: 'fail', cause: null }],
          },
        },
      ),
    );
    const root = readXml(xml);
    expect(root.attributes).toMatchObject({
      tests: '5',
      failures: '2',
      skipped: '1',
      errors: '0',
      time: '0.048',
    });
    expect(
      findElements(root, 'testsuite').map(({ attributes: { name, tests, failures } }) => [
        name,
        tests,
        failures,
      ]),
    ).toEqual([
      ['Production URL', '1', '1'],
      ['Cases', '2', '0'],
      ['Lifecycle flow', '2', '1'],
    ]);
    expect(findElements(root, 'skipped')[0]?.attributes.message).toBe('There is none.');
    expect(findElements(root, 'system-out')[0]?.text).toContain('Debugging successful');
    expect(findElements(root, 'failure')[0]?.text).toContain('Open it.');
  });

  it('reads strictly what it is tested with', () => {
    const head = '<?xml version="1.0" encoding="UTF-8"?>';
    for (const wrong of [
      '<a>',
      '<a></b>',
      '<a b="&x;"/>',
      '<a>]]></a>',
      '<a/><b/>',
      '<a>\u0001</a>',
      '<a b="<"/>',
    ])
      expect(() => readXml(head + wrong), wrong).toThrow();
  });
});
