import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { CONCLUSIONS } from '@/lib/reports/rules/conclusion';
import { readExplanation, writeExplanation } from '@/lib/reports/rules/explanation-lines';
import { listReasons, REASON_CODES } from '@/lib/reports/rules/reason-code';

const languages = LOCALES.map((locale) => translator(locale, 'UTC'));
const [english, chinese] = languages as [(typeof languages)[0], (typeof languages)[0]];
const WHY = 'The value is written by a template that encodes it.';

describe('reason and end in column G', () => {
  it.each([
    [{ explanation: WHY }, WHY],
    [{ explanation: WHY, reasonCode: 'INTENDED' as const }, `[Reason] Intended behavior\n${WHY}`],
    [
      { explanation: WHY, reasonCode: 'FIX_PLANNED' as const, endsOn: '2026-06-01' },
      `[Reason] A fix is planned\n[Accepted until] 2026-06-01\n${WHY}`,
    ],
    [{ explanation: '', endsOn: '2026-06-01' }, '[Accepted until] 2026-06-01'],
  ])('are lines above the explanation: %j', (said, text) => {
    expect(writeExplanation(said, english)).toBe(text);
    expect(readExplanation(text, 'RISK_ACCEPTED', languages)).toEqual(said);
  });

  it('come back whatever the language, the conclusion and the explanation', () => {
    const said = fc.constantFrom(...CONCLUSIONS).chain((conclusion) =>
      fc.record({
        conclusion: fc.constant(conclusion),
        reasonCode: fc.constantFrom(undefined, ...listReasons(conclusion)),
        endsOn: fc.constantFrom(undefined, ...(conclusion === 'RISK_ACCEPTED' ? ['2026-06-01'] : [])),
        explanation: fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => text.trim()),
        t: fc.constantFrom(...languages),
      }),
    );
    fc.assert(
      fc.property(said, ({ conclusion, t, ...one }) => {
        const read = readExplanation(writeExplanation(one, t), conclusion, languages);
        expect(read).toEqual({ ...one });
      }),
    );
  });

  it.each([
    ['[reason]  intended BEHAVIOR ', 'INTENDED'],
    ['[Reason] INTENDED', 'INTENDED'],
    ['[原因] 预期行为', 'INTENDED'],
    ['[Reason] 预期行为', 'INTENDED'],
  ])('are read as people write them: %s', (line, reasonCode) => {
    expect(readExplanation(`${line}\n${WHY}`, 'FALSE_POSITIVE', languages)).toEqual({
      ...{ reasonCode, explanation: WHY },
    });
  });

  it.each([
    ['another word', '[Reason] because we say so'],
    ['a reason of another conclusion', '[Reason] A fix is planned'],
    ['a label that nobody wrote', '[Note] Intended behavior'],
    ['a label within the text', `As said:\n[Reason] Intended behavior`],
    ['a bracket without its end', '[Reason Intended behavior'],
  ])('stay in the explanation where they say %s', (_what, text) => {
    expect(readExplanation(text, 'FALSE_POSITIVE', languages)).toEqual({ explanation: text });
  });

  it.each(['2026/6/1', '2026.06.01', '2026年6月1日', '２０２６-０６-０１', ' 2026-6-1 '])(
    'take a day written as %s',
    (day) => {
      expect(readExplanation(`[接受至] ${day}`, 'RISK_ACCEPTED', languages)).toEqual({
        ...{ endsOn: '2026-06-01', explanation: '' },
      });
    },
  );

  it.each([
    ['RISK_ACCEPTED', '2026-02-30'],
    ['RISK_ACCEPTED', 'next summer'],
    ['RISK_ACCEPTED', ''],
    ['FALSE_POSITIVE', '2026-06-01'],
  ] as const)('name an end that %s cannot have: “%s”', (conclusion, day) => {
    expect(readExplanation(`[Accepted until] ${day}\n${WHY}`, conclusion, languages)).toMatchObject({
      brokenEnd: day,
    });
  });
});

describe('the reasons', () => {
  it('have a word of their own in each language, and some for every conclusion of every class', () => {
    for (const t of languages)
      expect(new Set(REASON_CODES.map((code) => t(`reports.reasons.${code}`))).size).toBe(
        REASON_CODES.length,
      );
    for (const kind of FINDING_CLASSES)
      for (const conclusion of CONCLUSIONS) expect(listReasons(conclusion, kind).length).toBeGreaterThan(3);
    expect(chinese('reports.reasons.INTENDED')).not.toBe(english('reports.reasons.INTENDED'));
  });
});
