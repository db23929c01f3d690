import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { environmentVariable } from '@/lib/config/process-environment';
import { newId } from '@/lib/core/ids';
import { FINDING_CLASSES, type FindingClass } from '@/lib/findings/rules/finding';
import type { ChromiumSettings } from '@/lib/scans/browser/open-chromium';
import {
  isBelow,
  type LoginPlan,
  MAX_CONCURRENCY,
  PLAN_DEFAULTS,
  type ScanPlan,
} from '@/lib/scans/rules/plan';

export type ScanOptions = {
  url: string;
  start: string[];
  scope?: string;
  class: FindingClass[];
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
  maxRequests: number;
  maxMinutes: number;
  requestsPerSecond?: number;
  concurrency: number;
  json?: string;
  allowUntested: boolean;
  /** A file, or false for none. */
  browser?: string | boolean;
  browserSandbox?: boolean;
};

/** For a target on the operator's own network that was listed by name: it has nobody else to serve. */
const LISTED_REQUESTS_PER_SECOND = 50;

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
const classes = (name: string, before: FindingClass[]): FindingClass[] => {
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
export const withScanOptions = (command: Command): Command => withRunOptions(withTargetOptions(command));

const withTargetOptions = (command: Command): Command =>
  command
    .requiredOption('--url <url>', 'where to start; the scan never leaves its origin')
    .option('--start <url>', 'another start address (repeatable)', collect, [])
    .option('--scope <path>', 'scan only below this path, such as /app/')
    .option('--class <name>', 'test only this class (repeatable)', classes, [])
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
    .option('--header-file <file>', 'read such lines from a file, to keep secrets out of the process list')
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
    )
    .option('--ca-file <file>', 'PEM of an authority to trust in addition to the public ones');

const withRunOptions = (command: Command): Command =>
  command
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
      `how many requests may be under way, at most ${MAX_CONCURRENCY}: more for a site that answers slowly`,
      atOnce,
      PLAN_DEFAULTS.concurrency,
    )
    .option('--browser <file>', "the Chromium to run the site's scripts in (default: the system's)")
    .option('--no-browser', 'run no scripts of the site')
    .option('--no-browser-sandbox', "leave out Chromium's own sandbox, where a container forbids it")
    .option('--allow-untested', 'exit with 0 or 1 even if a class was not fully tested', false)
    .option('--json <file>', 'file for the report (default: standard output)');

/** `host:port` as the allow-list spells it. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** @throws InvalidArgumentError for options that do not go together */
function readLogin(options: ScanOptions): LoginPlan {
  const { loginUrl, username, cookie, verifyUrl } = options;
  const password = options.passwordEnv ? environmentVariable(options.passwordEnv) : options.password;
  if (cookie !== undefined) {
    return { mode: 'cookie', cookieHeader: cookie, verifyUrl: verifyUrl ?? options.url };
  }
  if (loginUrl === undefined && username === undefined && password === undefined) return { mode: 'none' };
  if (loginUrl === undefined || username === undefined || password === undefined)
    throw new InvalidArgumentError('--login-url, --username and --password (or --password-env) go together');
  return { mode: 'form', loginUrl, username, password, verifyUrl: verifyUrl ?? null };
}

async function readHeaders({ header, headerEnv, headerFile }: ScanOptions): Promise<[string, string][]> {
  const fromEnvironment = headerEnv.map((name) => {
    const line = environmentVariable(name);
    if (line === undefined) throw new InvalidArgumentError(`the environment has no ${name}`);
    return parseHeader(line);
  });
  const lines = headerFile === undefined ? [] : (await readOption(headerFile)).split(/\r?\n/);
  return [...header, ...fromEnvironment, ...lines.filter((line) => line.trim() !== '').map(parseHeader)];
}

/** @throws InvalidArgumentError where the file cannot be read */
async function readOption(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InvalidArgumentError(`${path} cannot be read (${reason})`);
  }
}

export const chromiumSettings = ({
  browser,
  browserSandbox,
}: Pick<ScanOptions, 'browser' | 'browserSandbox'>): ChromiumSettings => ({
  isUnwalled: browserSandbox === false,
  isSwitchedOff: browser === false,
  file: typeof browser === 'string' ? browser : null,
});

/** The PEM certificates to trust besides the public ones; undefined without the option. */
export const readExtraCa = async ({ caFile }: ScanOptions): Promise<string | undefined> =>
  caFile === undefined ? undefined : readOption(caFile);

/** @throws InvalidArgumentError for options that do not make a plan */
export async function toScanPlan(options: ScanOptions): Promise<ScanPlan> {
  for (const url of [options.url, ...options.start])
    if (!URL.canParse(url)) throw new InvalidArgumentError(`${url} is not an address`);
  const url = new URL(options.url);
  const isListed = options.allowPrivate.includes(hostAndPort(url));
  const scopePath = `/${options.scope ?? ''}/`.replace(/\/{2,}/g, '/');
  return {
    scanId: newId(),
    origin: url.origin,
    // With a scope the address may only name the site.
    startUrls: [url.href, ...options.start.map((start) => new URL(start).href)].filter(
      (start, index) => index > 0 || isBelow(new URL(start), scopePath),
    ),
    scopePath,
    ...(options.class.length === 0 ? {} : { classes: options.class }),
    login: readLogin(options),
    customHeaders: await readHeaders(options),
    pathsToAvoid: options.avoid,
    maxRequests: options.maxRequests,
    maxMinutes: options.maxMinutes,
    requestsPerSecond:
      options.requestsPerSecond ?? (isListed ? LISTED_REQUESTS_PER_SECOND : PLAN_DEFAULTS.requestsPerSecond),
    concurrency: options.concurrency,
  };
}
