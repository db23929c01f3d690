import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { isExplained } from '@/lib/reports/rules/conclusion';
import { listConclusionWords, readConclusion } from '@/lib/reports/rules/conclusion-word';

const languages = LOCALES.map((locale) => translator(locale));
const words = listConclusionWords(languages);
const named = (word: string) => readConclusion(word, words);

describe('a conclusion', () => {
  it.each([
    '误报。',
    '误报！',
    ' 误 报 ',
    '“误报”',
    '【误报】',
    '误报（已确认）',
    '误报(已和开发确认)',
    '误报（不是漏洞）',
    '\u200b误报',
    '误\u200b报',
    '\ufeff误报\u00ad',
    '假阳性',
    '不是漏洞',
    '非漏洞',
    '誤報',
    'ＦＡＬＳＥ　ＰＯＳＩＴＩＶＥ',
    'False positive.',
    'FALSE-POSITIVE',
    'false_positive',
    'False\u2011positive',
    'false\npositive',
    'FalsePositive',
    'False positive (confirmed)',
    '✔ False positive',
    '- False positive',
    'False positive [see G]',
    'FP',
    'Not a vulnerability',
    'False positive / 误报',
    '误报\nFalse positive',
    'false positive（误报）',
  ])('%j is a false positive', (word) => expect(named(word)).toBe('FALSE_POSITIVE'));

  it.each([
    '已修复',
    '已修复。',
    '修复完成',
    '已整改（5月1日）',
    'FIXED',
    'fixed!',
    'Already fixed',
    'Resolved',
    'fixed (v2.1)',
    '漏洞已修复',
  ])('%j is fixed', (word) => expect(named(word)).toBe('FIXED'));

  it.each([
    '接受风险',
    '风险接受',
    '风险可接受。',
    'Risk accepted',
    'accepted',
    'Accept the risk',
    'risk-accepted',
  ])('%j is an accepted risk', (word) => expect(named(word)).toBe('RISK_ACCEPTED'));

  it.each([
    '',
    ' ',
    '。',
    '?',
    '误报？',
    'False positive?',
    '误报（否）',
    '误报（待确认）',
    '已修复（未完成）',
    '已修复（部分）',
    'fixed (not yet)',
    'Fixed (partially)',
    '误报（已修复）',
    'false positive (fixed)',
    '未修复',
    '不是误报',
    'not fixed',
    'not a false positive',
    'unfixed',
    '误报/已修复',
    'false',
    'positive',
    'Maybe',
    '误报误报',
    'x'.repeat(40_000),
    `误报${'('.repeat(99)}`,
  ])('%j is nobody’s guess', (word) => expect(named(word)).toBeNull());
});

describe('an explanation', () => {
  it.each([
    '参数已强制转整型',
    '该页面无此参数',
    '输出转义',
    '入力は整数',
    '정수입니다',
    'ten letters',
    '已做HTML编码',
  ])('%j says enough', (text) => expect(isExplained(text)).toBe(true));
  it.each(['', '误报', '不存在', 'no', 'too short', '          .         ', '。。。。', '!!!!'])(
    '%j does not',
    (text) => expect(isExplained(text)).toBe(false),
  );
});
