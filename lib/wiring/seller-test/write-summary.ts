import { escapeInvisibles } from '@/lib/response-checks/hex-dump';
import { sayTest, translate } from './say-test';
import type { Cause } from './sentences';
import type { DiagnosisReport, ItemReport, TestReport } from './test-report';

/** A text for a terminal: nothing that a seller answered moves the cursor or colours the screen. */
export const forTerminal = (text: string): string => escapeInvisibles(text).replaceAll('\r', '\\u000d');

/** Every line of a text, further in. */
export const indent = (text: string, by: number): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');

const STATE_WIDTH = 8;
const MARKS = {
  PASSED: 'pass',
  WARNED: 'warn',
  FAILED: 'FAIL',
  NOT_RUN: 'not run',
  WAITING: '',
  RUNNING: '',
};
const CHECK_MARKS = { pass: 'pass', warn: 'warn', fail: 'FAIL', 'not-run': 'not run' };
export const checkMark = (state: keyof typeof CHECK_MARKS): string => CHECK_MARKS[state].padEnd(STATE_WIDTH);
export const itemMark = (state: ItemReport['state']): string => MARKS[state].padEnd(STATE_WIDTH);

/** A report for people: the URL, each item with what KooGallery says and why, the grades, what to fix, how to repeat. */
export function toSummary(report: TestReport): string {
  const { seller, items, sentence } = report;
  const sections = [...new Set(items.map(({ section }) => section))];
  const told = new Set<string>();
  const parts = [
    `${seller.url} · ${seller.protocol}`,
    ...urlPart(report),
    ...sections.map((section) => {
      const own = items.filter((item) => item.section === section);
      const rows = own.map((item) => itemText(item, told));
      return [translate(`connection-run.section.${section}`), ...rows].join('\n');
    }),
    ...gradesPart(report),
    ...diagnosesPart(report),
    ...repeatPart(report),
    sentence,
  ];
  return `${forTerminal(parts.join('\n\n'))}\n`;
}

function urlPart({ productionUrl }: TestReport): string[] {
  if (!productionUrl) return [];
  const lines = productionUrl.checks.flatMap(({ title, state, seen, fix, cause }) => [
    `  ${checkMark(state)}${title}${seen === null ? '' : `: ${seen}`}`,
    ...(cause ? causeLines(cause) : fix === null ? [] : [sayTest('fix', { fix })]).map((text) =>
      indent(text, 12),
    ),
  ]);
  return [[sayTest('proof'), ...lines].join('\n')];
}

/** @param told what has been said at length: the second time one line will do */
function itemText(item: ItemReport, told: Set<string>): string {
  const { state, title, callsMs, reason, finding, koogallery, causes, test, calls } = item;
  const head = `  ${itemMark(state)}${title}${calls.length > 0 ? ` (${Math.round(callsMs)} ms)` : ''}`;
  if (state === 'PASSED') return head;
  if (state === 'NOT_RUN') {
    const why = finding?.sentence ?? reason?.sentence ?? '';
    const isNew = !told.has(why);
    told.add(why);
    return isNew ? `${head}\n${indent(why, 12)}` : head;
  }
  const own = [
    ...(finding ? [finding.sentence] : []),
    ...(koogallery !== null && state === 'FAILED' ? [sayTest('koogallery', { message: koogallery })] : []),
  ];
  const causal = causes.map((cause) => causeLines(cause));
  const general = [
    ...(test ? [[test.why, sayTest('fix', { fix: test.advice })]] : []),
    ...(causes.length === 0 && !test ? checkLines(item) : []),
    ...causal,
  ];
  const said = general.flatMap((lines) => (told.has(lines.join('\n')) ? lines.slice(0, 1) : lines));
  for (const lines of general) told.add(lines.join('\n'));
  return [head, ...[...own, ...said].map((text) => indent(text, 12))].join('\n');
}

/** What failed or warned, for which no cause is told apart. */
function checkLines({ calls }: ItemReport): string[][] {
  const unsound = calls.at(-1)?.checks.filter(({ state }) => state === 'fail' || state === 'warn') ?? [];
  return unsound.map(({ title, field, expected, seen, fix }) => [
    `${field ? `${title} (${field})` : title}: ${sayTest('evidence', { expected: expected ?? '–', seen: seen ?? '–' })}`,
    ...(fix === null ? [] : [sayTest('fix', { fix })]),
  ]);
}

/** Title, what was seen, how to fix it, and the command or configuration that does. */
export const causeLines = ({
  title,
  detail,
  fix,
  snippet,
  proof,
}: Cause & { proof: string | null }): string[] => [
  sayTest('cause', { title }),
  indent(detail, 2),
  ...(proof === null ? [] : [indent(sayTest('proofOfCause', { proof }), 2)]),
  sayTest('fix', { fix }),
  ...(snippet === null ? [] : [indent(snippet, 2)]),
];

function gradesPart({ grades }: TestReport): string[] {
  if (!grades) return [];
  const lines = (['security', 'robustness'] as const).flatMap((area) => {
    const { grade, sentence, rule, counts } = grades[area];
    const name = translate(`connection-adversarial.area.${area}`);
    return [
      `  ${name}: ${grade ?? '–'}${sentence === null ? '' : ` · ${sentence}`}`,
      indent(rule, 12),
      indent(translate('connection-run.adversarial.counts', counts), 12),
    ];
  });
  return [[sayTest('grades'), ...lines].join('\n')];
}

/** What came of each item in a line, and what to fix. */
export function toOutline(report: TestReport): string {
  const rows = report.items.map(({ state, title }) => `${itemMark(state)}${title}`).join('\n');
  return `${forTerminal([rows, ...diagnosesPart(report), report.sentence].join('\n\n'))}\n`;
}

function diagnosesPart({ diagnoses, items }: TestReport): string[] {
  if (diagnoses.length === 0) return [];
  const titles = new Map(items.map(({ key, title }) => [key, title]));
  const rows = diagnoses.map((one, at) => diagnosisText(one, at, titles));
  return [[sayTest('diagnoses', { count: diagnoses.length }), ...rows].join('\n')];
}

function diagnosisText(one: DiagnosisReport, at: number, titles: ReadonlyMap<string, string>): string {
  const { title, detail, fix, stage, isWarning } = one;
  const kind = [sayTest(`stage.${stage}`), ...(isWarning ? [sayTest('warning')] : [])].join(', ');
  const names = [...new Set(one.items.map((key) => titles.get(key) ?? key))].join(', ');
  return [
    `  ${at + 1}. ${title} [${kind}]`,
    ...(detail === '' ? [] : [indent(detail, 5)]),
    indent(sayTest('fix', { fix }), 5),
    indent(sayTest('seenIn', { names }), 5),
  ].join('\n');
}

/** Unindented, to be copied as they are. */
function repeatPart({ items, isRevealed }: TestReport): string[] {
  const blocks = items
    .filter(({ state }) => state === 'FAILED')
    .flatMap(({ title, repeat }) =>
      repeat.map(({ label, script, curl }) => {
        const how = script ? 'repeatScript' : isRevealed ? 'repeatCurl' : 'repeatCurlMasked';
        return `# ${title}: ${sayTest(how, { label: label || 'none' })}\n${(script ?? curl).trimEnd()}`;
      }),
    );
  return blocks.length === 0 ? [] : [[sayTest('repeat'), ...blocks].join('\n\n')];
}
