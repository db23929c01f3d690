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
];

/** One word for one thing, and Chinese punctuation between Chinese words. */
const MIXED_CHINESE: readonly (readonly [words: RegExp, plain: string])[] = [
  [/云商店/, 'KooGallery'],
  [/报文/, '消息'],
  [/头域/, '请求头, 响应头'],
  [
    /\p{Script=Han}[,;:?!](?!\d)|\p{Script=Han}\.(?![\w.])|\p{Script=Han}\(|\)\p{Script=Han}/u,
    '，；：？！。（）',
  ],
];

/** An agreement that people have accepted is not reworded. */
const isFrozen = (file: string, key: string) => file === 'agreement.json' && key.startsWith('v1.');

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
  ])('would not pass with: %s', (text) => {
    expect(STILTED.some(([words]) => words.test(text))).toBe(true);
  });

  it.each([
    'Both http/1.1 as well as h2.',
    'This is recommended.',
    'resultCode != 000000',
    'It is fixed again.',
  ])('passes with: %s', (text) => {
    expect(STILTED.filter(([words]) => words.test(text))).toEqual([]);
  });
});
