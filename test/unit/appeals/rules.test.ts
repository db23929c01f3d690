import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeness, retestedSince, submitBlockers } from '@/lib/appeals/rules/completeness';
import { cleanFileName, EVIDENCE_MAX_BYTES, judgeEvidence } from '@/lib/appeals/rules/evidence-file';
import { judge, OUTCOMES, type Outcome, type VerdictOutcome } from '@/lib/appeals/rules/judgement';
import { hashAssessments, listedChanges, workbookChanges } from '@/lib/appeals/rules/workbook-changes';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import type { Conclusion } from '@/lib/reports/rules/conclusion';
import { makeJpeg, makePng } from '../../fixtures/pictures';

const blocking = (id: string, cvssScore = 7.5) => ({
  ...{ id, cvssScore },
  severity: 'HIGH' as const,
  confidence: 'CONFIRMED' as const,
});
const harmless = (id: string) => ({ ...blocking(id), confidence: 'LIKELY' as const });
const explained = { conclusion: 'FIXED' as Conclusion, explanation: 'Fixed in release 4.2.', reference: '' };

describe('completeness', () => {
  it('counts the findings that block, and names those without a real explanation', () => {
    const findings = [blocking('a'), harmless('b'), blocking('c'), blocking('d')];
    const assessments = new Map([
      ['a', explained],
      ['d', { ...explained, explanation: '   short  ' }],
    ]);
    const progress = completeness(findings, assessments, new Set(['a', 'd']));
    expect(progress).toMatchObject({ blocking: 3, explained: 1, missing: ['c', 'd'], notRetested: [] });
    expect(submitBlockers(progress, 0)).toEqual([
      { code: 'NOT_ASSESSED', count: 2 },
      { code: 'PROOF_MISSING', count: 0 },
    ]);
  });

  it('leaves nothing in the way when all is explained and proven', () => {
    const progress = completeness(
      [blocking('a'), harmless('b')],
      new Map([['a', explained]]),
      new Set(['a']),
    );
    expect(submitBlockers(progress, 1)).toEqual([]);
  });

  it('asks for a re-test of what is said to be fixed, since the appeal was opened', () => {
    const assessments = new Map<string, typeof explained>([
      ['a', explained],
      ['b', { ...explained, conclusion: 'FALSE_POSITIVE' }],
      ['c', explained],
    ]);
    const opened = new Date(1_000);
    const retests = [
      { findingId: 'a', at: new Date(999) },
      { findingId: 'c', at: opened },
    ];
    expect(retestedSince(retests, null).size).toBe(0);
    const findings = [blocking('a'), blocking('b'), blocking('c'), harmless('d')];
    const progress = completeness(findings, assessments, retestedSince(retests, opened));
    expect(progress.notRetested).toEqual(['a']);
    expect(submitBlockers(progress, 1)).toEqual([{ code: 'NOT_RETESTED', count: 1 }]);
  });

  it('asks for a later end of an accepted risk that would end during its review', () => {
    const risk: AssessmentText = { ...explained, conclusion: 'RISK_ACCEPTED' };
    const assessments = new Map([
      ['a', { ...risk, endsOn: '2026-03-08' }],
      ['b', { ...risk, endsOn: '2026-03-09' }],
      ['c', risk],
    ]);
    const findings = [blocking('a'), blocking('b'), blocking('c')];
    const progress = completeness(findings, assessments, new Set(), '2026-03-09');
    expect(progress.endingSoon).toEqual(['a']);
    expect(submitBlockers(progress, 1)).toEqual([{ code: 'ENDING_SOON', count: 1 }]);
  });
});

describe('the judgement', () => {
  const verdicts = (...given: [id: string, outcome: VerdictOutcome, agreed?: number][]) =>
    new Map(given.map(([id, outcome, agreed = 1]) => [id, { outcome, agreed }]));

  it('waits for every finding that blocks', () => {
    expect(judge([blocking('a'), harmless('b'), blocking('c')], verdicts(['c', 'ACCEPTED']), false)).toEqual({
      state: 'OPEN',
      missing: ['a'],
    });
  });

  it('is free where nothing blocks', () => {
    expect(judge([harmless('a')], verdicts(), false)).toEqual({ state: 'FREE' });
  });

  it('waits for the seller who was asked for more', () => {
    const given = verdicts(['a', 'NEED_MORE'], ['b', 'REJECTED']);
    expect(judge([blocking('a'), blocking('b')], given, false)).toEqual({ state: 'OPEN', missing: ['a'] });
  });

  it('waits for a second reviewer before it accepts what is critical, where the policy asks for one', () => {
    const findings = [blocking('a', 9), blocking('b', 8.9)];
    const once = verdicts(['a', 'ACCEPTED'], ['b', 'ACCEPTED']);
    expect(judge(findings, once, true)).toEqual({ state: 'OPEN', missing: ['a'] });
    expect(judge(findings, once, false)).toEqual({ state: 'DECIDED', outcome: 'ACCEPTED' });
    const twice = verdicts(['a', 'ACCEPTED', 2], ['b', 'ACCEPTED']);
    expect(judge(findings, twice, true)).toEqual({ state: 'DECIDED', outcome: 'ACCEPTED' });
    const rejected = verdicts(['a', 'REJECTED'], ['b', 'ACCEPTED']);
    expect(judge(findings, rejected, true)).toEqual({ state: 'DECIDED', outcome: 'REJECTED' });
  });

  it('accepts exactly when every verdict does', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1 }), (outcomes) => {
        const findings = outcomes.map((_, index) => blocking(String(index)));
        const given = verdicts(
          ...outcomes.map((outcome, index): [string, Outcome] => [String(index), outcome]),
        );
        const outcome = outcomes.includes('REJECTED') ? 'REJECTED' : 'ACCEPTED';
        expect(judge(findings, given, false)).toEqual({ state: 'DECIDED', outcome });
      }),
    );
  });
});

describe('what a workbook changes', () => {
  const stored = { findingId: 'a', ...explained };

  it('is what differs from what is stored', () => {
    const rows = [stored, { ...stored, findingId: 'b' }];
    expect(workbookChanges([stored], rows)).toEqual({
      changes: [{ findingId: 'b', before: null, after: explained }],
      unchanged: 1,
    });
    expect(workbookChanges([stored], [{ ...stored, reference: 'Ticket 7' }]).changes).toMatchObject([
      { before: explained, after: { reference: 'Ticket 7' } },
    ]);
  });

  it('is listed from the first on, up to what a browser can be sent', () => {
    const changes = [300, 20, 20, 400, 1].map((length, index) => ({
      ...{ findingId: String(index), before: null },
      after: { ...explained, explanation: 'x'.repeat(length), reference: '' },
    }));
    const listed = (maximum: number) => listedChanges(changes, maximum).map(({ findingId }) => findingId);
    expect(listed(10)).toEqual(['0']);
    expect(listed(340)).toEqual(['0', '1', '2']);
    expect(listed(1_000)).toHaveLength(5);
    expect(listedChanges([], 10)).toEqual([]);
  });

  it('has a basis that changes with every save, and not with the order', () => {
    const [one, two] = [
      { ...stored, version: 1 },
      { ...stored, findingId: 'b', version: 1 },
    ];
    expect(hashAssessments([one, two])).toBe(hashAssessments([two, one]));
    expect(hashAssessments([one, { ...two, version: 2 }])).not.toBe(hashAssessments([one, two]));
    expect(hashAssessments([one])).not.toBe(hashAssessments([one, two]));
  });
});

describe('evidence files', () => {
  const bytes = (...start: number[]) => Uint8Array.from([...start, 1, 2, 3]);
  const png = makePng();
  const jpg = makeJpeg();
  const behind = (picture: Uint8Array, more: string) => Uint8Array.from([...picture, ...text(more)]);
  const text = (value: string) => new TextEncoder().encode(value);

  const ANEW = {
    png: { ok: true, kind: 'png', isPlain: false },
    jpg: { ok: true, kind: 'jpg', isPlain: false },
  };

  it.each<[string, Uint8Array, object]>([
    ['a.png', png, { ok: true, kind: 'png', isPlain: true }],
    ['a.JPEG', jpg, { ok: true, kind: 'jpg', isPlain: true }],
    ['a.png', behind(png, '<script>'), ANEW.png],
    ['a.png', makePng('', { chunks: [['tEXt', 'Comment\0x']] }), ANEW.png],
    ['a.png', makePng('', { chunks: [['eXIf', 'x']] }), ANEW.png],
    ['a.png', makePng('', { chunks: [['acTL', 'x']] }), ANEW.png],
    ['a.png', png.subarray(0, -1), ANEW.png],
    ['a.png', png.subarray(0, 8), ANEW.png],
    ['a.png', makePng('', { width: 60_000, height: 60_000 }), ANEW.png],
    ['a.png', makePng('', { width: 0 }), ANEW.png],
    ['a.jpg', behind(jpg, 'PK'), ANEW.jpg],
    ['a.jpg', jpg.subarray(0, -2), ANEW.jpg],
    ['a.jpg', makeJpeg({ width: 0 }), ANEW.jpg],
    ['a.jpg', makeJpeg({ width: 65_535, height: 65_535 }), ANEW.jpg],
    ['a.jpg', bytes(0xff, 0xd8, 0xff, 0xe0), ANEW.jpg],
    ['a.pdf', text('%PDF-1.7\n'), { ok: true, kind: 'pdf', isPlain: true }],
    ['a.log', text('GET / 200\n中文'), { ok: true, kind: 'txt', isPlain: true }],
    ['a.png', text('<script>'), { ok: false, reason: 'CONTENT_DIFFERS' }],
    ['a.txt', png, { ok: false, reason: 'CONTENT_DIFFERS' }],
    ['a.txt', bytes(0), { ok: false, reason: 'CONTENT_DIFFERS' }],
    ['a.txt', bytes(0xff), { ok: false, reason: 'CONTENT_DIFFERS' }],
    ['a.svg', text('<svg/>'), { ok: false, reason: 'TYPE_NOT_ALLOWED' }],
    ['a.png.html', png, { ok: false, reason: 'TYPE_NOT_ALLOWED' }],
    ['png', png, { ok: false, reason: 'TYPE_NOT_ALLOWED' }],
    ['a.png', new Uint8Array(), { ok: false, reason: 'EMPTY' }],
    ['a.png', new Uint8Array(EVIDENCE_MAX_BYTES + 1), { ok: false, reason: 'TOO_LARGE' }],
  ])('%s', (name, content, judged) => {
    expect(judgeEvidence(name, content)).toEqual(judged);
  });

  it('are judged whatever bytes follow the beginning of a picture', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(png, jpg),
        fc.nat(200),
        fc.uint8Array({ maxLength: 64 }),
        (picture, at, more) => {
          const content = Uint8Array.from([...picture.subarray(0, at), ...more, ...picture.subarray(at)]);
          expect(typeof judgeEvidence('a.png', content).ok).toBe('boolean');
          expect(typeof judgeEvidence('a.jpg', content).ok).toBe('boolean');
        },
      ),
    );
  });

  it.each([
    ['C:\\fake\\path\\log.png', 'log.png'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['截图 1.png', '截图 1.png'],
    ['a"\r\nX-Header: b.txt', 'aX-Header b.txt'],
    ['...', 'fallback'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(116)}.png`],
  ])('named %j are kept as %j', (given, kept) => {
    expect(cleanFileName(given, 'fallback')).toBe(kept);
  });
});
