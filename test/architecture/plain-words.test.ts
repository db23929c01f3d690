import { describe, expect, it } from 'vitest';
import { messageFileNames, readMessageFile } from './message-files';

/** Words that readers have to translate for themselves, and what to write instead. */
const STILTED: readonly (readonly [words: RegExp, plain: string])[] = [
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\banew\b/i, 'again'],
  [/\bany more\b/i, 'no longer'],
  [/\bof (?:now|then|today|before)\b/i, 'current, previous'],
  [/\bst(?:ands?|ood)\b/i, 'is, appears'],
  [/\bwhoever['’]s\b/i, 'whose, of any'],
  [/\bas well\b(?! as)/i, 'too, also'],
  [/\b(?:requests?|calls?|times) a (?:second|minute|hour|day)\b/i, 'per second'],
  [/\b(?:login|verify) url\b/i, 'Login page, Page behind the login'],
  [/\bcomes? (?:about|into the way)\b|\bcame (?:about|into the way)\b/i, 'happens, blocks'],
  [/\bcounts? for nothing\b|\bthe (?:least|most) is\b/i, 'does not count, at least, at most'],
  [/\bplease\b|\w!(?!=)/i, 'nothing'],
  [/\brectif/i, 'fix'],
  [/\bsteps? (?:left|missing|(?:is|are) missing)\b/i, 'blockers'],
  [/\bcounts until\b/i, 'valid until'],
  [/\b(?:an?|the|no|each|every|this|its|your|whole|same|request or) answers?\b(?! \{)/i, 'response'],
];

/** One word for one thing, and Chinese punctuation between Chinese words. */
const MIXED_CHINESE: readonly (readonly [words: RegExp, plain: string])[] = [
  [/云商店/, 'KooGallery'],
  [/报文/, '消息'],
  [/头域/, '请求头, 响应头'],
  [/商家|(?<!DNS |托管)服务商/, '卖家'],
  // A browser warns its user; a check of ours reminds.
  [/(?<!显示|发出|忽略)警告/, '提醒'],
  [/复核/, '审核'],
  [/接入密钥/, '访问密钥'],
  [/应答/, '响应'],
  [/可信度/, '置信度'],
  [/(?<!测)试登录/, '测试登录'],
  [
    /\p{Script=Han}[,;:?!](?!\d)|\p{Script=Han}\.(?![\w.])|\p{Script=Han}\(|\)\p{Script=Han}/u,
    '，；：？！。（）',
  ],
];

/** An agreement that people have accepted is not reworded, nor are the words that sellers write in a workbook. */
const isFrozen = (file: string, key: string) =>
  (file === 'agreement.json' && key.startsWith('v1.')) ||
  (file === 'reports.json' && key.startsWith('conclusionWords.'));

const findings = (locale: string, lists: typeof STILTED): string[] =>
  messageFileNames(locale).flatMap((file) =>
    [...readMessageFile(locale, file)].flatMap(([key, text]) =>
      lists
        .filter(([words]) => words.test(text) && !isFrozen(file, key))
        .map(([words, plain]) => `${file} ${key}: "${words.exec(text)?.[0]}", better: ${plain}`),
    ),
  );

describe('what users read', () => {
  it('is said in plain English', () => {
    expect(findings('en', STILTED)).toEqual([]);
  });

  it('is said in plain Chinese', () => {
    expect(findings('zh-CN', MIXED_CHINESE)).toEqual([]);
  });

  it.each([
    'It shows how to mend it.',
    'The result stands here.',
    'It is signed anew with the time of now.',
    'They are signed as well.',
    'Draft: 3 steps left',
    'Rectify the findings.',
    'counts until Tue 29 Dec',
    'Text in request or answer',
    'The answer took too long',
  ])('would not pass with: %s', (text) => {
    expect(STILTED.some(([words]) => words.test(text))).toBe(true);
  });

  it.each([
    '面向 KooGallery 商家',
    '服务商拒绝了签名。',
    '通过，有警告',
    '复核人员',
    '未设置接入密钥。',
    '没有应答',
  ])('would not pass with: %s', (text) => {
    expect(MIXED_CHINESE.some(([words]) => words.test(text))).toBe(true);
  });

  it.each(['请在 DNS 服务商处添加记录。', '被托管服务商拦截', '浏览器会显示警告而不是网站。'])(
    'passes with: %s',
    (text) => {
      expect(MIXED_CHINESE.filter(([words]) => words.test(text))).toEqual([]);
    },
  );

  it.each([
    'Both http/1.1 as well as h2.',
    'This is recommended.',
    'resultCode != 000000',
    'It is fixed again.',
  ])('passes with: %s', (text) => {
    expect(STILTED.filter(([words]) => words.test(text))).toEqual([]);
  });
});
