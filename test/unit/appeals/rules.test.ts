import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeness, submitBlockers } from '@/lib/appeals/rules/completeness';
import { cleanFileName, EVIDENCE_MAX_BYTES, judgeEvidence } from '@/lib/appeals/rules/evidence-file';
import { judge, OUTCOMES, type Outcome, type VerdictOutcome } from '@/lib/appeals/rules/judgement';
import { hashAssessments, workbookChanges } from '@/lib/appeals/rules/workbook-changes';

const blocking = (id: string, cvssScore = 7.5) => ({
  ...{ id, cvssScore },
  severity: 'HIGH' as const,
  confidence: 'CONFIRMED' as const,
});
const harmless = (id: string) => ({ ...blocking(id), confidence: 'LIKELY' as const });
const explained = { conclusion: 'FIXED' as const, explanation: 'Fixed in release 4.2.', reference: '' };

describe('completeness', () => {
  it('counts the findings that block, and names those without a real explanation', () => {
    const findings = [blocking('a'), harmless('b'), blocking('c'), blocking('d')];
    const assessments = new Map([
      ['a', explained],
      ['d', { ...explained, explanation: '   short  ' }],
    ]);
    const progress = completeness(findings, assessments);
    expect(progress).toEqual({ blocking: 3, explained: 1, missing: ['c', 'd'] });
    expect(submitBlockers(progress, 0)).toEqual([
      { code: 'NOT_ASSESSED', count: 2 },
      { code: 'PROOF_MISSING', count: 0 },
    ]);
  });

  it('leaves nothing in the way when all is explained and proven', () => {
    const progress = completeness([blocking('a'), harmless('b')], new Map([['a', explained]]));
    expect(submitBlockers(progress, 1)).toEqual([]);
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
  const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const text = (value: string) => new TextEncoder().encode(value);

  it.each<[string, Uint8Array, object]>([
    ['a.png', png, { ok: true, kind: 'png' }],
    ['a.JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), { ok: true, kind: 'jpg' }],
    ['a.pdf', text('%PDF-1.7\n'), { ok: true, kind: 'pdf' }],
    ['a.log', text('GET / 200\n中文'), { ok: true, kind: 'txt' }],
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
