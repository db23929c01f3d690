import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import { ADVERSARIAL_FINDINGS } from '@/lib/adversarial/findings';
import { GRADE_RULE, GRADES } from '@/lib/adversarial/grade';
import { LOCALES } from '@/lib/i18n/locales';
import { SIGNATURE_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { MISTAKES } from '@/lib/signing/hypotheses/explain';
import { loadedTexts } from '../i18n/loaded-texts';

describe.each(LOCALES)('the sentences of the suite in %s', (locale) => {
  const messages = loadedTexts(locale, 'connection-adversarial');

  it('cover every test, finding, grade and line of the rule, and no other', () => {
    expect(Object.keys(messages.test)).toEqual(ADVERSARIAL_SUITE.map(({ id }) => id));
    for (const texts of Object.values(messages.test))
      expect(Object.keys(texts)).toEqual(['title', 'question', 'why', 'advice']);
    expect(Object.keys(messages.finding).sort()).toEqual(Object.keys(ADVERSARIAL_FINDINGS).sort());
    expect(Object.keys(messages.grade)).toEqual([...GRADES]);
    const rows: string[] = GRADE_RULE.map(({ id }) => id);
    expect(Object.keys(messages.rule).slice(0, rows.length)).toEqual(rows);
  });

  it('begin each line of the rule with its grade', () => {
    const translate = createTranslator({ locale, messages });
    for (const { id, grade } of GRADE_RULE)
      expect(translate(`rule.${id}`)).toMatch(new RegExp(`^${grade}[:：]`));
  });
});

describe.each(LOCALES)('the sentences on signatures in %s', (locale) => {
  const messages = loadedTexts(locale, 'connection-signature');
  const signing = loadedTexts(locale, 'signing');

  it('cover every cause, and no other', () => {
    expect(Object.keys(messages.explanation).sort()).toEqual([...SIGNATURE_EXPLANATIONS].sort());
  });

  it('can be made of what the causes carry', () => {
    const errors: string[] = [];
    const onError = (error: Error) => errors.push(error.message);
    const translate = createTranslator({ locale, messages, onError });
    const form = { form: 'NAME', value: 'right', name: 'n', expected: 'e', position: 1 };
    const values = { ...form, seen: 's', tried: 1, mistakes: 'm', seconds: 1, calls: 1, protocol: 'V1' };
    for (const code of SIGNATURE_EXPLANATIONS) {
      for (const part of ['title', 'detail', 'fix'] as const) {
        translate(`explanation.${code}.${part}`, { ...values, key: 'previous' } as never);
        translate(`explanation.${code}.${part}`, { ...values, key: 'other' } as never);
      }
    }
    expect(errors).toEqual([]);
  });

  it('have a sentence and a fix for every mistake that they can name', () => {
    const known: Readonly<Record<string, unknown>> = signing.mistake;
    for (const mistake of MISTAKES)
      expect(known[mistake], mistake).toMatchObject({ what: expect.any(String), fix: expect.any(String) });
  });
});
