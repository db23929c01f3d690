import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as POLICY from '@/lib/core/policy';
import { LOCALES } from '@/lib/i18n/locales';
import { icuArguments } from './icu-arguments';
import { messageFileNames, readMessageFile } from './message-files';
import { describePlace, parseFolder, parseText, ROOT, type SourceFile, walk } from './parse-source';

const COUNT = String.raw`(?:(?<![\w.])\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety))`;
const UNIT = String.raw`(?:working )?(?:days?|hours?|minutes?|seconds?|weeks?|characters|Ki?B|Mi?B)\b`;
const HAN_UNIT = '(?:个工作日|个?小时|天|分钟|秒|周|个月|个?字符|Ki?B|Mi?B)';
/** What makes a limit of a number that has no unit. */
const LIMITED = String.raw`\b(?:at most|at least|more than|fewer than|up to|from \d+ to) ${COUNT}|${COUNT} times\b|${COUNT} [a-z ]+ at a time`;
const NUMBER_OF_POLICY = new RegExp(
  String.raw`${COUNT}[ -]${UNIT}|${LIMITED}|(?:(?<![\w.])\d[\d.,]*|[两三四五六七八九十百]+) ?${HAN_UNIT}`,
  'gi',
);

/** Numbers beside a unit that no constant of ours decides. */
const NOT_OURS: readonly (readonly [reason: string, file: RegExp, text: RegExp])[] = [
  ['an agreement that people accepted is not reworded', /^agreement/, /./],
  ['a setting of a server, for a seller to copy', /^connection-explain\.json/, /64 ?KB|4m/],
  [
    'a length in the guide of the protocol',
    /^connection-(adversarial|checks|explain-fields)\.json/,
    /(?:16|20|100|255|six).(?:characters?|个字符)/,
  ],
  ['a length that a format prescribes', /^(signing|toolkit)\.json/, /16.(?:-?characters?|个字符)/],
  ['advice of a standard', /^findings-(active|tls)\.json/, /15552000|180|64|2,048|256/],
  ['what a test of the suite does', /^(connection-adversarial|messages)\.json/, /three minutes|三分钟/i],
  ['what the agreement promises, in its words', /^scans\.json/, /two seconds|两秒/],
  ['statuses of HTTP', /^settings\.json/, /from 200 to 299/],
  ['a length that a format prescribes', /^toolkit\.json/, /at most 79/i],
  ['decimals in the guide of the protocol', /^connection-(checks|explain-fields)\.json/, /at most (?:4|20)/i],
  ['no limit, but the least of a plural', /^common\.json/, /1 小时/],
];

const isNotOurs = (file: string, found: string) =>
  NOT_OURS.some(([, files, text]) => files.test(file) && text.test(found));

const numbersIn = (text: string): string[] => text.match(NUMBER_OF_POLICY) ?? [];

/** Texts of the command line's help, which are in code: a written number beside a unit. */
function writtenNumbers(source: SourceFile): string[] {
  const found: string[] = [];
  walk(source.program, (node) => {
    if (node.type.startsWith('TS')) return false;
    const isText = node.type === 'Literal' || node.type === 'TemplateElement';
    const text = isText ? source.text.slice(node.start, Number(node.end)) : '';
    for (const number of numbersIn(text)) found.push(`${describePlace(source, node)} ${number}`);
  });
  return found;
}

describe('a number of policy', () => {
  it.each(LOCALES)('is in no sentence in %s', (locale) => {
    const written = messageFileNames(locale).flatMap((file) =>
      [...readMessageFile(locale, file)].flatMap(([key, text]) =>
        numbersIn(text)
          .filter((number) => !isNotOurs(file, number))
          .map((number) => `${file} ${key}: ${number}`),
      ),
    );
    expect(written).toEqual([]);
  });

  it('is a constant where a text names one', () => {
    const texts = messageFileNames('en').flatMap((file) => [...readMessageFile('en', file).values()]);
    const named = texts.flatMap((text) =>
      [...icuArguments(text).keys()].filter((name) => /^[A-Z_]+$/.test(name)),
    );
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((name) => !Object.hasOwn(POLICY, name))).toEqual([]);
  });

  it('is not written in the help of the command line', () => {
    expect(parseFolder('lib/wiring/commands').flatMap(writtenNumbers)).toEqual([]);
    expect(
      writtenNumbers(parseText('a.ts', "option('--x', 'for 3 hours'); option(x, `up to 5 MB`);")),
    ).toHaveLength(2);
  });

  it('is the same in the README', () => {
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8').replace(/\s+/g, ' ');
    const days = (sentence: RegExp) => Number(sentence.exec(readme)?.[1]);
    expect(days(/Scan results expire after (\d+) days/)).toBe(POLICY.SCAN_VALID_DAYS);
    expect(days(/deletes messages older than (\d+) days/)).toBe(POLICY.MESSAGE_DAYS);
    expect(days(/After (\d+) days none needs the old key/)).toBe(POLICY.MESSAGE_DAYS);
    expect(days(/deliveries\s+after (\d+) days/)).toBe(POLICY.DELIVERY_DAYS);
    expect(days(/notices after (\d+) days/)).toBe(POLICY.NOTICE_DAYS);
    expect(readme.match(/\d+ days/g)).toHaveLength(5);
  });

  it('is named, not repeated, in the READMEs of the rooms', () => {
    const rooms = readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const written = rooms.flatMap(({ name }) =>
      (
        readFileSync(path.join(ROOT, 'lib', name, 'README.md'), 'utf8').match(/\d+ (?:days|hours)/g) ?? []
      ).map((number) => `${name}: ${number}`),
    );
    expect(written).toEqual([]);
  });

  it.each([
    'A scan counts for 30 days.',
    'Reviewers answer within three working days.',
    '最多 64 个字符。',
    '三个工作日内答复',
    '文件超过 5 MB。',
    'At most five, sent with every request.',
    'From 1 to 20.',
    'It became more than five times slower.',
    'Two messages are sent at a time.',
  ])('is found in: %s', (text) => expect(numbersIn(text)).toHaveLength(1));

  it.each([
    '{DAYS} days',
    'The last 2 websites',
    '0.5.1',
    'http/1.1',
    '{count, plural, one {# day} other {# days}}',
  ])('is not found in: %s', (text) => expect(numbersIn(text)).toEqual([]));
});
