import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE } from '@/lib/connection-tests/rules/adversarial/adversarial-suite';
import { ADVERSARIAL_FINDINGS } from '@/lib/connection-tests/rules/adversarial/findings';
import { GRADE_RULE, GRADES } from '@/lib/connection-tests/rules/adversarial/grade';
import en from '@/lib/i18n/messages/en/connection-adversarial.json';
import zh from '@/lib/i18n/messages/zh-CN/connection-adversarial.json';

describe.each([
  ['en', en],
  ['zh-CN', zh],
] as const)('the sentences of the suite in %s', (locale, messages) => {
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
