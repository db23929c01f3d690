import { type Command, InvalidArgumentError, Option } from 'commander';
import { FINDING_CLASSES, type FindingClass } from '@/lib/findings/rules/finding';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '@/lib/i18n/locales';
import { MAX_CONCURRENCY, PLAN_DEFAULTS } from '@/lib/scans/rules/plan';

export type ScanOptions = {
  url: string[];
  start: string[];
  scope?: string;
  class: FindingClass[];
  only: FindingClass[];
  retest?: string;
  finding: string[];
  loginUrl?: string;
  username?: string;
  password?: string;
  passwordEnv?: string;
  verifyUrl?: string;
  cookie?: string;
  header: [string, string][];
  headerEnv: string[];
  headerFile?: string;
  avoid: string[];
  allowPrivate: string[];
  caFile?: string;
  listener?: string;
  listen?: string;
  maxRequests: number;
  maxMinutes: number;
  requestsPerSecond?: number;
  concurrency?: number;
  json?: string;
  sarif?: string;
  html?: string;
  language: Locale;
  allowUntested: boolean;
  /** A file, or false for none. */
  browser?: string | boolean;
  browserSandbox?: boolean;
};

/** For a target on the operator's own network that was listed by name: it has nobody else to serve. */
export const LISTED_REQUESTS_PER_SECOND = 50;

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
};
const atOnce = (text: string): number => {
  const value = wholeNumber(text);
  if (value > MAX_CONCURRENCY) throw new InvalidArgumentError(`at most ${MAX_CONCURRENCY}`);
  return value;
};
const collect = (value: string, before: string[]) => [...before, value];
const classes = (name: string, before: FindingClass[] = []): FindingClass[] => {
  const found = FINDING_CLASSES.find((known) => known === name.toUpperCase().replaceAll('-', '_'));
  if (!found) throw new InvalidArgumentError(`one of ${FINDING_CLASSES.join(', ')}`);
  return [...before, found];
};

/** @throws InvalidArgumentError for a line that is no `Name: value` */
export function parseHeader(line: string): [string, string] {
  const at = line.indexOf(':');
  const name = line.slice(0, at).trim();
  if (at < 1 || /\s/.test(name)) throw new InvalidArgumentError('a header is written as "Name: value"');
  return [name, line.slice(at + 1).trim()];
}
const headers = (line: string, before: [string, string][]) => [...before, parseHeader(line)];

/** The options of `preflight scan`. */
export const withScanOptions = (command: Command): Command =>
  withReportOptions(withLimits(withSession(withPlaces(command))));

/** As whom the scan asks. */
const withSession = (command: Command): Command =>
  command
    .option('--login-url <url>', 'Login page: the page with the login form')
    .option('--username <name>')
    .option('--password <password>')
    .option('--password-env <variable>', 'read the password from this environment variable')
    .option('--cookie <header>', 'a Cookie header of a signed-in session')
    .option('--verify-url <url>', 'Page behind the login: a page that only signed-in users see')
    .option('--header <line>', '"Name: value", sent with every request (repeatable)', headers, [])
    .option(
      '--header-env <variable>',
      'read such a line from this environment variable (repeatable)',
      collect,
      [],
    )
    .option('--header-file <file>', 'read such lines from a file, to keep secrets out of the process list');

/** What is scanned, and with which checks. */
const withPlaces = (command: Command): Command =>
  command
    .option('--url <url>', 'where to start; the scan never leaves its origin (repeatable)', collect, [])
    .option('--start <url>', 'another start address (repeatable)', collect, [])
    .option('--scope <path>', 'scan only below this path, such as /app/')
    .option('--class <name>', 'test only this class (repeatable; --only is the same)', classes, [])
    .addOption(new Option('--only <name>').argParser(classes).default([]).hideHelp())
    .option('--retest <file>', 'ask only the places of the findings in this JSON report of a scan again')
    .option('--finding <fingerprint>', 'with --retest: only this finding (repeatable)', collect, [])
    .option(
      '--avoid <path>',
      'a path that is never requested, such as /admin or /order*?op=delete (repeatable)',
      collect,
      [],
    )
    .option(
      '--allow-private <host:port>',
      'a loopback or private target that may be scanned (repeatable)',
      collect,
      [],
    );

/** How far and how fast, in which browser, and what becomes of the result. */
const withLimits = (command: Command): Command =>
  command
    .option('--ca-file <file>', 'PEM of an authority to trust in addition to the public ones')
    .option(
      '--listener <url>',
      'an http address of this machine that the site can reach: XML parsers that show nothing are known by asking for it',
    )
    .option('--listen <host:port>', 'where to listen for --listener (default: its own host and port)')
    .option(
      '--max-requests <n>',
      'end as incomplete after this many requests',
      wholeNumber,
      PLAN_DEFAULTS.maxRequests,
    )
    .option(
      '--max-minutes <n>',
      'end as incomplete after this many minutes',
      wholeNumber,
      PLAN_DEFAULTS.maxMinutes,
    )
    .option(
      '--requests-per-second <n>',
      `default ${PLAN_DEFAULTS.requestsPerSecond}; ${LISTED_REQUESTS_PER_SECOND} for a target of --allow-private`,
      wholeNumber,
    )
    .option(
      '--concurrency <n>',
      `how many requests may be under way at most, up to ${MAX_CONCURRENCY}: fewer where the site gets slow (default ${PLAN_DEFAULTS.concurrency}; ${MAX_CONCURRENCY} for a target of --allow-private)`,
      atOnce,
    )
    .option('--browser <file>', "the Chromium to run the site's scripts in (default: the system's)")
    .option('--no-browser', 'run no scripts of the site')
    .option('--no-browser-sandbox', "leave out Chromium's own sandbox, where a container forbids it")
    .option('--allow-untested', 'exit with 0 or 1 even if a class was not fully tested', false);

/** Where the report goes, and in which forms. */
const withReportOptions = (command: Command): Command =>
  command
    .option('--json <file>', 'file for the report (default: standard output)')
    .option('--sarif <file>', 'file for the report as SARIF 2.1.0, for code scanning tools')
    .option('--html <file>', 'file for the report to read and print')
    .addOption(
      new Option('--language <tag>', 'of the texts in SARIF and HTML')
        .choices([...LOCALES])
        .default(DEFAULT_LOCALE),
    );
