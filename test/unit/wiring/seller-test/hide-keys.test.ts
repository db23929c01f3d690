import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { toBytes } from '@/lib/signing/encoding';
import { describeCall } from '@/lib/wiring/seller-test/describe-call';
import { hideKeysIn } from '@/lib/wiring/seller-test/hide-keys-in';
import { toJunitXml } from '@/lib/wiring/seller-test/write-junit';
import { toSummary } from '@/lib/wiring/seller-test/write-summary';
import { makeCause, makeItem, makeReport } from './reports';

const KEY = 'planted "key" & <more>+/=';
const spellings = [
  KEY,
  encodeURIComponent(KEY),
  JSON.stringify(KEY).slice(1, -1),
  Buffer.from(KEY).toString('base64'),
];

/** A seller that repeats the key in every place and spelling. */
function echoing(body: Uint8Array): MessageDraft {
  const text = spellings.join(' ');
  return {
    ...{ id: 'a', protocol: 'V2.0', activity: 'newInstance', caseName: '', purpose: 'CASE' },
    createdAt: new Date(0),
    attempt: {
      ...{
        startedAt: new Date(0),
        method: 'POST',
        url: `https://saas.example.com/?a=${encodeURIComponent(KEY)}`,
      },
      ...{ requestHead: [['X-Note', text]], requestBody: toBytes(text), status: 200 },
      ...{ responseHead: [['X-Echo', text]], responseBody: body, failure: null },
      timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
      checks: [
        { code: 'RESULT_CODE', state: 'fail', field: null, expected: '000000', seen: text, message: text },
      ],
      explanations: [],
      ...{ isPassed: false, failureCode: 'RESULT_CODE', resultCode: null },
    },
  };
}

describe('a key that a seller repeats', () => {
  it.each([false, true])('is in nothing that is shown, revealed: %s', async (isRevealed) => {
    const showing = { isRevealed, keys: [KEY] };
    const binary = new Uint8Array([0, 0xff, ...toBytes(KEY), 0xfe]);
    for (const body of [toBytes(spellings.join(' ')), binary]) {
      const call = await describeCall(echoing(body), showing);
      const item = makeItem({
        state: 'FAILED',
        calls: [call],
        causes: [makeCause({ detail: KEY, proof: KEY })],
      });
      const report = hideKeysIn(makeReport([item]), [KEY]);
      const written = [JSON.stringify(report), toJunitXml(report), toSummary(report)].join('\n');
      for (const spelling of spellings) expect(written).not.toContain(spelling);
      expect(written).not.toContain(Buffer.from(binary).toString('base64'));
    }
  });

  it('is hidden at any depth, and nothing else is changed', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const copy: unknown = JSON.parse(JSON.stringify(value));
        expect(hideKeysIn(copy, ['no text of JSON holds this 6f1d'])).toEqual(copy);
        expect(JSON.stringify(hideKeysIn({ a: [copy, { b: KEY }] }, [KEY]))).not.toContain('planted');
      }),
    );
  });
});

describe('what a terminal shows', () => {
  it('never moves its cursor', () => {
    const cause = makeCause({ detail: '\u001b[2J\u0007\r\u009b31m gone' });
    const summary = toSummary(makeReport([makeItem({ state: 'FAILED', causes: [cause] })]));
    expect([...summary].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
    expect(summary).toContain('\\u001b[2J\\u0007\\u000d\\u009b31m gone');
  });
});
