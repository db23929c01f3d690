import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '@/app/(desk)/toolkit/check/check-message';
import { checkedStages } from '@/app/(desk)/toolkit/check/checked-stages';
import { messageAge } from '@/app/(desk)/toolkit/check/message-age';
import { compareTexts, type Excerpt } from '@/app/components/xray/compare-texts';
import { hideKeys } from '@/lib/response-checks/reproduce/hide-keys';
import { revealInvisibles } from '@/lib/response-checks/reveal-invisibles';
import { toBytes } from '@/lib/signing/encoding';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { purePrimitives } from '@/lib/signing/pure-primitives';

const KEY = 'c7f0a1-access-key';
const WORDS = { accessKey: '{key}', otherCase: '{KEY}', otherKey: '{other}' };

function buildRows(signature: string, body: string) {
  const raw = `POST /p?signature=${signature}&timestamp=1775000000000&nonce=0123456789abcdef HTTP/1.1\n\n${body}`;
  const message = { form: 'raw', bytes: toBytes(raw) } as const;
  const given = { profile: null, accessKey: KEY, message, theirs: '', otherKey: '', requestTimestamp: '' };
  const result = checkMessage(given, purePrimitives);
  if (!result.ok) throw new Error(result.problem);
  return checkedStages(result, (text) => hideKeys(text, KEY, '', WORDS));
}

const sign = (body: string, accessKey = KEY) =>
  stagesV2Request(
    { accessKey, nonce: '0123456789abcdef', timestamp: '1775000000000', body: toBytes(body) },
    purePrimitives,
  ).signature.toUpperCase();

const listStates = (rows: ReturnType<typeof buildRows>) => rows.map(({ state }) => state);

describe('checkedStages', () => {
  it('differs from the first stage on where the body was changed, with the change marked', () => {
    const rows = buildRows(sign('{"a":1}\n'), '{"a":1}');
    expect(listStates(rows)).toEqual(['differs', 'differs', 'differs', 'differs']);
    const [raw] = rows;
    if (raw?.state !== 'differs') throw new Error('no difference');
    expect(raw.ours).toMatchObject({ text: '{"a":1}', marks: [] });
    expect(raw.theirs).toMatchObject({ text: '{"a":1}↵\n', marks: [{ from: 7, to: 9 }] });
  });

  it('is the same where the value is right, in the case in which it was written', () => {
    const rows = buildRows(sign('{}'), '{}');
    expect(listStates(rows)).toEqual(['same', 'same', 'same', 'same']);
    expect(rows.at(-1)).toMatchObject({ ours: { text: sign('{}') } });
  });

  it('knows only the last stage of a value that nothing explains', () => {
    expect(listStates(buildRows('AB'.repeat(32), '{}'))).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'differs',
    ]);
  });

  it('never shows the key', () => {
    for (const rows of [buildRows(sign('{}'), '{}'), buildRows(sign('{}', KEY.toUpperCase()), '{}')]) {
      const shown = JSON.stringify(rows).toLowerCase();
      expect(shown).toContain('{key}');
      expect(shown).not.toContain(KEY);
    }
  });

  it('leaves out the stages that a profile does not have', () => {
    const body = toBytes('{}');
    const header = signV1Body({ accessKey: KEY, body }, purePrimitives);
    const bytes = toBytes(`HTTP/1.1 200 OK\nBody-Sign: ${header}\n\n{}`);
    const given = { profile: null, accessKey: KEY, theirs: '', otherKey: '', requestTimestamp: '' };
    const result = checkMessage({ ...given, message: { form: 'raw', bytes } }, purePrimitives);
    if (!result.ok) throw new Error(result.problem);
    expect(checkedStages(result, (text) => text).map(({ state }) => state)).toEqual([
      'same',
      'absent',
      'absent',
      'same',
    ]);
  });
});

/** What is left of a text when everything marked is taken out. */
function unmarked({ text, marks }: Excerpt): string {
  return marks.reduceRight((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
}

describe('compareTexts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀', '😁') });

  it('marks what makes the texts differ, and all of it', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { ours, theirs } = compareTexts(a, b);
        expect([ours.text, theirs.text]).toEqual([a, b]);
        expect(unmarked(ours)).toBe(unmarked(theirs));
        expect(ours.marks.length + theirs.marks.length > 0).toBe(a !== b);
      }),
    );
  });

  it('marks each added space by itself', () => {
    const { ours, theirs } = compareTexts('{"first":1,"second":2}', '{"first": 1, "second": 2}');
    expect(ours.marks).toEqual([]);
    expect(theirs.marks.map(({ from, to }) => theirs.text.slice(from, to))).toEqual([' ', ' ', ' ']);
  });

  it('does not cut a character in two', () => {
    const { ours } = compareTexts('a😀', 'a😁');
    expect(ours.marks).toEqual([{ from: 1, to: 3 }]);
  });

  it('shows the stretch around the difference of a long text', () => {
    const { ours } = compareTexts(
      `${'x'.repeat(5_000)}A${'y'.repeat(5_000)}`,
      `${'x'.repeat(5_000)}B${'y'.repeat(5_000)}`,
    );
    const [mark] = ours.marks;
    expect(ours.text.slice(mark?.from, mark?.to)).toBe('A');
    expect(ours).toMatchObject({ isCutBefore: true, isCutAfter: true });
    expect(ours.text.length).toBeLessThan(2_000);
  });
});

describe('hideKeys', () => {
  it('keeps white space around a key, and tells another case from the key', () => {
    expect(hideKeys(`${KEY}\nnonce`, `${KEY} `, '', WORDS)).toBe('{key}\nnonce');
    expect(hideKeys(KEY.toUpperCase(), KEY, '', WORDS)).toBe('{KEY}');
    expect(hideKeys('old-key-1 and (new)', '(new)+++', 'old-key-1', WORDS)).toBe('{other} and (new)');
  });

  it('leaves a text alone where the key is too short to be one', () => {
    expect(hideKeys('a nonce', 'a', 'n', WORDS)).toBe('a nonce');
  });
});

describe('shownText', () => {
  it('makes visible what hides', () => {
    expect(revealInvisibles(toBytes('\ufeffa\r\n'))).toBe('\\ufeffa←↵\n');
    expect(revealInvisibles(toBytes('a b\u00a0c\u200bd\u2028'))).toBe('a b\\u00a0c\\u200bd\\u2028');
    expect(revealInvisibles(Uint8Array.of(0xff, 0x00, 0x41))).toBe('ff 00 41');
  });
});

describe('messageAge', () => {
  it('counts in the largest whole unit, and knows the window', () => {
    const now = 1_775_000_000_000;
    expect(messageAge(now - 60_000, now)).toEqual({ state: 'inside', unit: 'minutes', count: 1 });
    expect(messageAge(now - 60_001, now)).toEqual({ state: 'stale', unit: 'minutes', count: 1 });
    expect(messageAge(now + 7_200_000, now)).toEqual({ state: 'ahead', unit: 'hours', count: 2 });
    expect(messageAge(now, now)).toEqual({ state: 'inside', unit: 'seconds', count: 0 });
    expect(messageAge(0, now)).toMatchObject({ state: 'stale', unit: 'days' });
  });
});
