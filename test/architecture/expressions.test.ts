import { analyse } from 'scslre';
import { describe, expect, test } from 'vitest';
import { type Expression, findExpressions } from './find-expressions';
import { type HostileText, hostileTexts } from './hostile-text';
import { parseFolder, parseText } from './parse-source';

/**
 * Pages, answers, workbooks and pasted texts are as hostile as their makers like, and an expression blocks the whole
 * process. So none may take more than linear time, whoever it was written for.
 */
const EXPRESSIONS = findExpressions([...parseFolder('lib'), ...parseFolder('app')]);

type Size = { length: number; quickMs: number };

/**
 * Each four times as long as the one before, with what any linear expression needs less time for; only beyond it is
 * growth measured. Short texts first: what is slow there would never come to an end of a long one. Beside a part that may
 * repeat some thousand times only the last one is long, so that the others tell less.
 */
const TEXTS: readonly Size[] = [
  { length: 2_048, quickMs: 25 },
  { length: 8_192, quickMs: 25 },
  { length: 32_768, quickMs: 6 },
];
/** What is so quick in the text before the last that it is in the last one, even where the work grows with the cube. */
const NEGLIGIBLE_MS = 6 / 4 ** 3;
/** Four times the text is four times the work where it grows evenly, and sixteen times where it grows with the square. */
const MAX_GROWTH = 8;
/** A growth that is out of doubt after one look. */
const EVEN_GROWTH = 6;
/** Other work on the machine only ever adds time: the least of several looks is the closest. */
const LOOKS = 5;
/** It adds some for as long as it lasts: what looks slow after a few looks is looked at again. */
const MOST_LOOKS = 20;

type Pattern = Pick<Expression, 'source' | 'flags'>;

/**
 * Time of the processor, which is about the same on a busy machine. What it did for the system counts too: Linux knows
 * the sum exactly and estimates the parts, so that one of them may be nothing.
 */
function millisecondsFor(expression: RegExp, { head, pump }: HostileText, length: number): number {
  const text = `${head}${pump.repeat(Math.ceil(length / pump.length))}\u0001`;
  expression.lastIndex = 0;
  const start = process.cpuUsage();
  if (expression.global) text.replace(expression, '');
  else expression.exec(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** Whether it needs too long for so long a text, and far more than for a quarter of it: measured by turns, at the same load. */
function growsTooFast(expression: RegExp, text: HostileText, { length, quickMs }: Size): boolean {
  let [long, short] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    long = Math.min(long, millisecondsFor(expression, text, length));
    short = Math.min(short, millisecondsFor(expression, text, length / 4));
    if (look >= LOOKS && (long <= quickMs || long <= short * MAX_GROWTH)) return false;
  }
  return true;
}

function isLinear(expression: RegExp, text: HostileText): boolean {
  let before = 0;
  for (const [index, size] of TEXTS.entries()) {
    const { length, quickMs } = size;
    const took = millisecondsFor(expression, text, length);
    const isEven = took <= quickMs || took <= before * EVEN_GROWTH;
    if (!isEven && growsTooFast(expression, text, size)) return false;
    if (index === TEXTS.length - 2 && took <= NEGLIGIBLE_MS) return true;
    before = took;
  }
  return true;
}

/** Why an expression is slow: the parts that compete for the same characters, or a text that it takes too long for. */
function findFault(pattern: Pattern): string | null {
  const [report] = analyse(pattern, { maxReports: 1 }).reports;
  if (report) {
    const parts = report.type === 'Trade' ? [report.startQuant.raw, report.endQuant.raw] : [report.quant.raw];
    return `${report.type} of ${parts.join(' and ')} over ${JSON.stringify(report.character.pick)}`;
  }
  const expression = new RegExp(pattern.source, pattern.flags);
  const text = hostileTexts(pattern).find((one) => !isLinear(expression, one));
  return text ? `slow on ${JSON.stringify(text.head)} and many ${JSON.stringify(text.pump)}` : null;
}

describe('regular expressions', () => {
  test('take linear time on any text', () => {
    expect(EXPRESSIONS.length).toBeGreaterThan(300);
    const slow = EXPRESSIONS.flatMap((expression) => {
      const fault = findFault(expression);
      return fault === null ? [] : [`${expression.place} /${expression.source}/${expression.flags} ${fault}`];
    });
    expect(slow).toEqual([]);
  });

  test.each([
    [/\s+$/],
    [/(?:a+)+b/],
    [/=\s*"?\s*\w/],
    [/<!--[\s\S]*?-->/g],
    [/<script[^>]*>/i],
    [/Illuminate\\[\w\\]+Exception[\s\S]{0,2000}?\.php\d/],
  ])('the look finds what is slow: %s', (expression) => {
    expect(findFault(expression)).not.toBeNull();
  });

  test.each([[/(?<!\s)\s+$/], [/<!--[\s\S]*?(?:-->|$)/g], [/<script[^>]{0,300}>/i]])(
    'and leaves what is not: %s',
    (expression) => {
      expect(findFault(expression)).toBeNull();
    },
  );

  test('are found in literals, in texts and in templates with their constants', () => {
    const source = parseText(
      'some.ts',
      [
        'const DIGITS = String.raw`\\d{1,3}`;',
        'const WORD = /[a-z]+/i;',
        `const a = new RegExp(\`^\${DIGITS}-\${other}$\`, "g");`,
        "const b = RegExp('x' + WORD.source);",
      ].join('\n'),
    );
    expect(findExpressions([source])).toEqual([
      { place: 'some.ts:2', source: '[a-z]+', flags: 'i' },
      { place: 'some.ts:3', source: '^\\d{1,3}-x$', flags: 'g' },
      { place: 'some.ts:4', source: 'x[a-z]+', flags: '' },
    ]);
  });
});
