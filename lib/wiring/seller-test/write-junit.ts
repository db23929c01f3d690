import { sayTest, translate } from './say-test';
import type { ItemReport, RepeatReport, TestReport, UrlCheckReport } from './test-report';

type Case = {
  name: string;
  className: string;
  seconds: number;
  /** Absent: passed. */
  failure?: { type: string; message: string; text: string };
  skipped?: string;
  output?: string;
};
type Suite = { name: string; cases: readonly Case[] };

/**
 * A report as JUnit XML, as build servers read it: a testsuite for the production URL and each section, a testcase for
 * each check and item. Warnings pass and are listed in `system-out`. Always well-formed, whatever a seller answered.
 */
export function toJunitXml(report: TestReport): string {
  const suites = listSuites(report);
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: 'preflight', ...countCases(all) })}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite ${attributes({ name: suite.name, ...countCases(suite.cases), timestamp: report.startedAt.slice(0, 19) })}>`,
      ...suite.cases.flatMap(caseLines),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function listSuites({ productionUrl, items, isRevealed }: TestReport): Suite[] {
  const proof = productionUrl ? [{ name: sayTest('proof'), cases: productionUrl.checks.map(urlCase) }] : [];
  const sections = [...new Set(items.map(({ section }) => section))];
  return [
    ...proof,
    ...sections.map((section) => ({
      name: translate(`connection-run.section.${section}`),
      cases: items.filter((item) => item.section === section).map((item) => itemCase(item, isRevealed)),
    })),
  ];
}

function urlCase({ code, title, state, expected, seen, fix, cause }: UrlCheckReport): Case {
  const one = { name: title, className: 'preflight.url', seconds: 0 };
  const evidence = sayTest('evidence', { expected: expected ?? '–', seen: seen ?? '–' });
  const parts = [evidence, ...(cause ? [cause.title, cause.detail, cause.fix] : [fix])];
  const text = parts.filter((part) => part !== null).join('\n');
  if (state === 'fail') return { ...one, failure: { type: cause?.code ?? code, message: evidence, text } };
  if (state === 'not-run') return { ...one, skipped: sayTest('urlNotRun') };
  return state === 'warn' ? { ...one, output: text } : one;
}

function itemCase(item: ItemReport, isRevealed: boolean): Case {
  const { title, section, state, callsMs, finding, koogallery, causes, calls, reason, activity } = item;
  const one = {
    name: title,
    className: `preflight.${section}.${activity}`,
    seconds: callsMs / 1_000,
  };
  if (state === 'NOT_RUN') return { ...one, skipped: finding?.sentence ?? reason?.sentence ?? '' };
  const text = describeFailure(item, isRevealed);
  if (state === 'WARNED') return { ...one, output: text };
  if (state !== 'FAILED') return one;
  const type = causes[0]?.code ?? finding?.code ?? calls.at(-1)?.failureCode ?? 'FAILED';
  const message = causes[0]?.title ?? finding?.sentence ?? koogallery ?? '';
  return { ...one, failure: { type, message, text } };
}

/** Everything that a reader of a build's log needs to fix it. */
function describeFailure(item: ItemReport, isRevealed: boolean): string {
  const { finding, koogallery, causes, test, repeat, calls } = item;
  const unsound = calls.at(-1)?.checks.filter(({ state }) => state === 'fail' || state === 'warn') ?? [];
  const parts = [
    finding?.sentence,
    koogallery === null ? null : sayTest('koogallery', { message: koogallery }),
    ...(test ? [] : unsound).map(({ title, field, expected, seen }) =>
      [
        field ? `${title} (${field})` : title,
        sayTest('evidence', { expected: expected ?? '–', seen: seen ?? '–' }),
      ].join(': '),
    ),
    ...causes.map(({ title, detail, proof, fix, snippet }) =>
      [title, detail, proof && sayTest('proofOfCause', { proof }), sayTest('fix', { fix }), snippet]
        .filter(Boolean)
        .join('\n'),
    ),
    ...(test ? [test.why, sayTest('fix', { fix: test.advice })] : []),
    ...(item.state === 'FAILED' ? repeat.flatMap((one) => repeatText(one, isRevealed)) : []),
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

const repeatText = ({ script, curl, label }: RepeatReport, isRevealed: boolean): string[] => [
  ...(script ? [`${sayTest('repeatScript')}\n${script}`] : []),
  ...(script
    ? []
    : [`${sayTest(isRevealed ? 'repeatCurl' : 'repeatCurlMasked', { label: label || 'none' })}\n${curl}`]),
];

function caseLines({ name, className, seconds, failure, skipped, output }: Case): string[] {
  const head = `    <testcase ${attributes({ name, classname: className, time: seconds.toFixed(3) })}`;
  const inner = [
    ...(failure
      ? [
          `      <failure ${attributes({ message: failure.message, type: failure.type })}>${characterData(failure.text)}</failure>`,
        ]
      : []),
    ...(skipped === undefined ? [] : [`      <skipped ${attributes({ message: skipped })}/>`]),
    ...(output === undefined ? [] : [`      <system-out>${characterData(output)}</system-out>`]),
  ];
  return inner.length === 0 ? [`${head}/>`] : [`${head}>`, ...inner, '    </testcase>'];
}

const countCases = (cases: readonly Case[]) => ({
  tests: cases.length,
  failures: cases.filter(({ failure }) => failure).length,
  errors: 0,
  skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
  time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
});

/** Characters that XML 1.0 forbids, even escaped (§2.2): written as JSON would. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const allowed = (text: string): string =>
  text.toWellFormed().replace(FORBIDDEN, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });

/** Text in one or more CDATA sections: `]]>` ends one, and so is divided between two. */
const characterData = (text: string): string =>
  `<![CDATA[${allowed(text).replaceAll('\r\n', '\n').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => {
      const text = allowed(String(value)).replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? '');
      return `${name}="${text}"`;
    })
    .join(' ');
